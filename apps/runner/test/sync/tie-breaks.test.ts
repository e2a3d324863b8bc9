import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

/** Two accounts of one company: an older one with contacts, and a newer one without. */
async function seedTwins({ simulator }: SyncWorld) {
  const { org } = simulator;
  const older = org.insert('Account', { Name: 'Twin', Website: 'twin.example' });
  for (const LastName of ['One', 'Two']) org.insert('Contact', { LastName, AccountId: older });
  simulator.clock.advance(5_000);
  const newer = org.insert('Account', { Name: 'Twin too', Website: 'http://www.twin.example/' });
  return { older, newer };
}

/** The accounts that a sync of the company changed. */
async function touchedAccounts(created: SyncWorld): Promise<Set<string>> {
  const company = { domain: 'twin.example', fields: { phone: '+1 555 0100' } };
  takeAnswer(await created.engine.syncCompany(company, {}));
  created.simulator.clock.advance(5_000);
  await created.settle();
  const user = (await created.store.getConnection(connectionId))?.userId;
  const changes = created.simulator.history.list({ object: 'Account', user });
  return new Set(changes.map(({ id }) => id));
}

describe('of two accounts with one domain', () => {
  it('writes the one modified last (R-DUP-3, R-COMPANY-4)', async () => {
    const created = await openSyncWorld();
    const { newer } = await seedTwins(created);
    expect(await touchedAccounts(created)).toEqual(new Set([newer]));
  });

  it('writes the one with more contacts where that is set (R-DUP-4)', async () => {
    const created = await openSyncWorld({ settings: { accountTieBreak: 'mostContacts' } });
    const { older } = await seedTwins(created);
    expect(await touchedAccounts(created)).toEqual(new Set([older]));
  });
});
