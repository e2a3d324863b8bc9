import type { Fields } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import { createMemoryCrm, crmObjects, integrationUser } from '@concord/testkit/memory-crm';
import type { CrmFate, MemoryCrm } from '@concord/testkit/memory-crm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMortal, makeMortal, mortalStore } from './mortal.ts';
import { settle } from './scenario-run.ts';
import { connectionId, createWorld } from './world.ts';
import type { WorldOptions } from './world.ts';

const people = ['ada', 'bob', 'cyd'] as const;

const addressOf = (name: string) => `${name}@acme.com`;

/** Three people with nothing but a name, each asked to be filled; another task is ours to change. */
async function ready() {
  const crm = createMemoryCrm(crmObjects, { compensates: true });
  const shared = { crm, store: createMemoryStore(), clock: createTestClock() };
  const parts = { random: createSeededRandom(1) };
  const world = await createWorld({ ...shared, parts });
  for (const name of people) world.insert('Person', { Email: addressOf(name), LastName: name });
  await world.read();
  await world.task('t1', addressOf('ada'), { note: 'First' });
  await world.write();
  for (const name of people) {
    await world.person(addressOf(name), { title: 'ours', workPhone: 'ours', firstName: 'ours' });
  }
  await world.task('t1', addressOf('ada'), { note: 'Second' });
  const again = (more: WorldOptions) =>
    createWorld({ ...shared, ...more, parts: { ...parts, ...more.parts } });
  return { crm, world, again };
}

/** Somebody edits a record right before the nth call of all takes effect. */
interface Edit {
  readonly call: number;
  readonly record: number;
  readonly fields: Fields;
}

const editAt = (crm: MemoryCrm, edits: readonly Edit[]): void => {
  let calls = 0;
  crm.interleave = () => {
    calls += 1;
    for (const { call, record, fields } of edits) {
      const person = crm.state.all('Person').toSorted((a, b) => (a.id < b.id ? -1 : 1))[record];
      if (call === calls && person !== undefined) crm.state.edit('person', person.id, fields);
    }
  };
};

/** What people did last to each field, newest last. */
const lastEdits = ({ state }: MemoryCrm) =>
  new Map(
    state.history
      .filter(({ user, field }) => user !== integrationUser && field !== null)
      .map((change) => [`${change.id} ${change.field}`, change]),
  );

/** Values that people typed last and that are not in force. */
const lostIn = (crm: MemoryCrm) =>
  [...lastEdits(crm).values()].filter(
    ({ id, field, after }) => after !== null && crm.state.get(id)?.fields[field ?? ''] !== after,
  );

/** Fields that are empty although nobody cleared them. */
const unfilledIn = (crm: MemoryCrm) =>
  crm.state
    .all('Person')
    .flatMap(({ id, fields }) =>
      ['Title', 'Phone', 'FirstName']
        .filter((name) => (fields[name] ?? null) === null)
        .map((name) => `${id} ${name}`),
    )
    .filter((place) => !lastEdits(crm).has(place));

const expectAtRest = async ({
  crm,
  world,
}: Pick<Awaited<ReturnType<typeof ready>>, 'crm' | 'world'>) => {
  expect(lostIn(crm)).toEqual([]);
  expect(await world.store.openPlans(connectionId)).toEqual([]);
  expect(await world.store.nextDueAt(connectionId)).toBeNull();
  expect(unfilledIn(crm)).toEqual([]);
};

describe('a process that is killed while it makes good for what it replaced', () => {
  it('leaves no value lost, whenever it dies (R-OVERWRITE-7)', async () => {
    let died = true;
    let diesAt = 0;
    for (; died; diesAt += 1) {
      const { crm, again } = await ready();
      const mortal = createMortal(diesAt);
      makeMortal(crm, mortal);
      crm.interleave = ({ operation, object }) => {
        if (operation !== 'update' || object !== 'Person') return;
        crm.interleave = () => {};
        for (const { id } of crm.state.all('Person')) {
          crm.state.edit('person', id, { Title: 'typed' });
        }
      };
      const parts = { holder: 'dying' };
      const first = await again({});
      const dying = await again({ store: mortalStore(first.store, mortal), parts });
      mortal.start();
      await dying.write().catch(() => {});
      died = mortal.isDead();
      crm.fate = () => 'done';
      const world = await again({ parts: { holder: 'second' } });
      await settle(world, 4);
      await expectAtRest({ crm, world });
    }
    expect(diesAt).toBeGreaterThan(30);
  }, 30_000);
});

const edits = fc.array(
  fc.record({
    call: fc.integer({ min: 1, max: 30 }),
    record: fc.integer({ min: 0, max: 2 }),
    fields: fc.constantFrom<Fields>(
      { Title: 'typed' },
      { Title: 'other', Phone: 'typed' },
      { FirstName: 'typed' },
      { Phone: null },
    ),
  }),
  { maxLength: 8 },
);

const fates = fc.dictionary(
  fc.integer({ min: 1, max: 30 }).map(String),
  fc.constantFrom<CrmFate>('refused', 'lost-before', 'lost-after', 'late'),
  { maxKeys: 4 },
);

describe('people who edit what we write, and a CRM whose answers get lost', () => {
  it('keep what was typed last, at rest (R-OVERWRITE-7)', async () => {
    await fc.assert(
      fc.asyncProperty(edits, fates, async (typed, lost) => {
        const { crm, world } = await ready();
        editAt(crm, typed);
        let calls = 0;
        crm.fate = () => lost[(calls += 1)] ?? 'done';
        await world.write();
        await world.clock.advance(60_000);
        await world.write();
        crm.deliver();
        for (let round = 0; round < 3; round += 1) {
          await world.clock.advance(125_000);
          await world.write();
          crm.deliver();
        }
        crm.fate = () => 'done';
        await settle(world, 6);
        await expectAtRest({ crm, world });
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
