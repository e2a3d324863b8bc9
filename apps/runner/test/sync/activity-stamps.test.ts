import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

const later = ({ simulator }: SyncWorld) => simulator.clock.set(simulator.clock.now() + 60_000);

describe('the choice among duplicates', () => {
  it('is not moved by what Salesforce itself stamps, as a call logged on one (R-DUP-3, R-DUP-5)', async () => {
    const here = await openSyncWorld();
    const { org } = here.simulator;
    const values = { Name: 'Twin', Website: 'twin.example' };
    const older = org.insert('Account', values);
    later(here);
    const newer = org.insert('Account', values);
    later(here);
    const WhoId = org.insert('Contact', {
      LastName: 'Tate',
      Email: 'tate@twin.example',
      AccountId: older,
    });
    await here.settle();
    later(here);
    // Logging a call moves the stamp of the contact's account, which nobody edited.
    org.insert('Task', { Subject: 'Call', WhoId, Status: 'Completed', TaskSubtype: 'Call' });
    await here.settle();
    const company = { domain: 'twin.example', fields: { description: 'Ours' } };
    takeAnswer(await here.engine.syncCompany(company, {}));
    await here.settle();
    const read = (id: string) => org.read({ object: 'Account', id })?.['Description'];
    expect([read(older), read(newer)]).toEqual([null, 'Ours']);
  });
});
