import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import type { CrmTraits } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createdByUs } from './promises.ts';
import { settle } from './scenario-run.ts';
import { hideKeys } from './scenarios.ts';
import { connectionId, createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const ada = 'ada@acme.com';

const late = { matchLagMs: 60_000 } as const satisfies CrmTraits;

/** An account that finds what was just made only a minute later, and has no field for our key. */
const withoutKey = (options: WorldOptions = {}, traits: CrmTraits = late) => {
  const crm = createMemoryCrm(crmObjects, traits);
  hideKeys(crm);
  return createWorld({ crm, ...options });
};

const outcomesOf = async ({ store }: World, recordId: string) =>
  (await store.listOutcomes({ first: 9, after: null, filter: { recordId } })).items.map(
    ({ item }) => item,
  );

describe('an object whose matching lags and that has no unique key', () => {
  it('gets no record, and its absence is explained (R-DUP-1)', async () => {
    const world = await withoutKey();
    const id = await world.person(ada, { lastName: 'Lee' });
    await world.write();
    await settle(world);
    expect(createdByUs(world.crm)).toEqual({});
    const [outcome] = await outcomesOf(world, id);
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { class: 'no-unique-key', field: 'Key__c' },
    });
    expect(outcome?.failure?.remedy).toContain('createWithoutKey');
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('gets it once the field is there (R-ERR-2)', async () => {
    const world = await withoutKey();
    await world.person(ada, { lastName: 'Lee' });
    await world.write();
    world.crm.hidden.clear();
    await world.engine.connect({ id: connectionId, crm: 'memory', name: 'Test' });
    await world.write();
    expect(createdByUs(world.crm)).toEqual({ person: 1 });
  });

  it('gets it where the operator accepts the risk (R-DUP-1)', async () => {
    const world = await withoutKey({ settings: { createWithoutKey: true } });
    await world.person(ada, { lastName: 'Lee' });
    await world.write();
    expect(createdByUs(world.crm)).toEqual({ person: 1 });
  });

  it('is updated all the same (R-DUP-2)', async () => {
    const world = await withoutKey();
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.person(ada, { firstName: 'Ada' });
    await world.write();
    expect(world.crm.state.all('Person')[0]?.fields).toMatchObject({ FirstName: 'Ada' });
  });

  it('is created where matching is prompt (R-DUP-1)', async () => {
    const world = await withoutKey({}, { matchLagMs: 0 });
    await world.person(ada, { lastName: 'Lee' });
    await world.write();
    expect(createdByUs(world.crm)).toEqual({ person: 1 });
  });

  it('holds an email back, too (R-DUP-1)', async () => {
    const world = await withoutKey();
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.read();
    const id = await world.email('e1', ada);
    await world.write();
    expect(createdByUs(world.crm)).toEqual({});
    expect(await outcomesOf(world, id)).toMatchObject([{ failure: { class: 'no-unique-key' } }]);
  });
});

describe('the second look at a recording of an email', () => {
  it('waits until a match can no longer miss another one (R-EMAIL-5)', async () => {
    const world = await createWorld({ crm: createMemoryCrm(crmObjects, late) });
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.read();
    await world.email('e1', ada);
    await world.write();
    const due = Date.parse((await world.store.nextDueAt(connectionId)) ?? '');
    expect(due - Date.parse(world.clock.now())).toBeGreaterThan(50_000);
    await world.clock.advance(60_000);
    await world.write();
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
    expect(createdByUs(world.crm)).toEqual({ email: 1 });
  });
});
