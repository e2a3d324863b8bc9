import { createMemoryStore } from '@concord/core/memory-store';
import { createTestClock } from '@concord/testkit';
import { createMemoryCrm, integrationUser, uniqueKeyField } from '@concord/testkit/memory-crm';
import type { CrmChange, MemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createMortal, makeMortal, mortalStore } from './mortal.ts';
import { createWorld } from './world.ts';

const seed = (crm: MemoryCrm) => {
  const insert = (object: string, fields: Record<string, string>) =>
    crm.state.insert('person', object, fields);
  insert('Company', { Name: 'Known', Website: 'www.known.com' });
  insert('Person', { Email: 'known@known.com', LastName: 'Typed', Title: 'Typed' });
  insert('Person', { Email: 'twin@known.com', LastName: 'Twin one' });
  insert('Person', { Email: 'Twin@known.com', LastName: 'Twin two' });
};

/** Asks for everything, dies at a step, starts anew and runs until nothing is due. */
async function liveDieAndRestart(diesAt: number, hidden: readonly string[]) {
  const crm = createMemoryCrm();
  for (const field of hidden) crm.hidden.add(field);
  seed(crm);
  const store = createMemoryStore();
  const clock = createTestClock();
  const first = await createWorld({ crm, store, clock });
  await first.person(
    'known@known.com',
    { title: 'Ours', firstName: 'Ada' },
    { domain: 'known.com' },
  );
  await first.person('twin@known.com', { firstName: 'Tim' }, { domain: 'known.com' });
  await first.person(
    'new@new.com',
    { lastName: 'New' },
    { domain: 'new.com', fields: { name: 'New' } },
  );
  const mortal = createMortal(diesAt);
  makeMortal(crm, mortal);
  const parts = { holder: 'dying' };
  const dying = await createWorld({ crm, clock, store: mortalStore(store, mortal), parts });
  mortal.start();
  await dying.write().catch(() => {});
  crm.fate = () => 'done';
  const second = await createWorld({ crm, store, clock, parts: { holder: 'second' } });
  for (let round = 0; round < 6; round += 1) {
    await clock.advance(150_000);
    await second.write();
    await second.read();
  }
  return { crm, world: second, died: mortal.isDead() };
}

const ours = (crm: MemoryCrm) => crm.state.history.filter(({ user }) => user === integrationUser);

/** Keys of the records that we created, one for each time that we did. */
const createdKeys = (changes: readonly CrmChange[]) =>
  changes
    .filter(({ kind, field }) => kind === 'created' && field === uniqueKeyField)
    .map(({ after }) => after);

function expectPromiseKept(crm: MemoryCrm): void {
  const created = createdKeys(ours(crm));
  expect(created).toHaveLength(new Set(created).size);
  expect(crm.state.all('Person')).toHaveLength(4);
  expect(crm.state.all('Company')).toHaveLength(2);
  const replaced = ours(crm).filter(
    ({ before, field }) => before !== null && !['Updated__c', 'Play__c'].includes(field ?? ''),
  );
  expect(replaced).toEqual([]);
  const twins = ours(crm).filter(({ id }) => /person-00000[34]/.test(id));
  expect(new Set(twins.map(({ id }) => id)).size).toBe(1);
}

describe.each([
  { guarantee: 'a unique key', hidden: [] },
  {
    guarantee: 'a quiet period',
    hidden: [`Person.${uniqueKeyField}`, `Company.${uniqueKeyField}`],
  },
])('a process killed at any step of a write, with $guarantee', ({ hidden }) => {
  it('is succeeded without a double, a loss or an overwrite (R-DUP-1)', async () => {
    let died = true;
    let diesAt = 0;
    for (; died; diesAt += 1) {
      const end = await liveDieAndRestart(diesAt, hidden);
      died = end.died;
      expectPromiseKept(end.crm);
      const company = end.crm.state.all('Company').find((row) => row.fields['Name'] === 'New');
      const person = end.crm.state
        .all('Person')
        .find((row) => row.fields['Email'] === 'new@new.com');
      expect(person?.fields['CompanyId'], `killed at step ${diesAt}`).toBe(company?.id);
      const open = await end.world.store.nextDueAt('c1');
      expect(open, `killed at step ${diesAt}`).toBeNull();
    }
    expect(diesAt).toBeGreaterThan(50);
  });
});
