import type { UndoInput } from '@concord/core/engine';
import type { Outcome } from '@concord/core/ports';
import { createMemoryCrm, crmObjects, integrationUser } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

const written = async (world: World): Promise<Outcome[]> => {
  const filter = { statuses: ['created', 'updated', 'removed'] } as const;
  const { items } = await world.store.listOutcomes({ first: 100, after: null, filter });
  return items.map(({ item }) => item);
};

const askUndo = async ({ engine }: World, input: UndoInput) => {
  const answer = await engine.undo(input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

/** Undoes and answers what became of it. */
const undone = async (world: World, input: UndoInput): Promise<Outcome[]> => {
  const { outcomeIds } = await askUndo(world, input);
  await world.write();
  return world.store.getOutcomes(outcomeIds);
};

const idsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ id }) => id);

/** A contact of a person's own, that the platform has filled. */
const openFilled = async (options: Parameters<typeof createWorld>[0] = {}) => {
  const world = await createWorld(options);
  const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Play__c: 'Old' });
  await world.read();
  await world.engine.syncPerson(
    { email: 'a@acme.com', fields: { title: 'CEO', firstName: 'Ada' } },
    { play: 'New' },
  );
  await world.write();
  const held = () => world.crm.state.get(crmId)?.fields ?? {};
  return { ...world, crmId, held };
};

describe('undo', () => {
  it('gives fields back what they held, managed ones too', async () => {
    const world = await openFilled();
    expect(world.held()).toMatchObject({ Title: 'CEO', FirstName: 'Ada', Play__c: 'New' });
    const [outcome] = await undone(world, { outcomeIds: idsOf(await written(world)) });
    expect(outcome).toMatchObject({ status: 'updated', undoes: [expect.any(String)] });
    expect(world.held()).toMatchObject({ Title: null, FirstName: null, Play__c: 'Old' });
    expect(world.held()['Key__c']).toBeNull();
  });

  it('leaves what somebody changed since, and says so (R-OVERWRITE-2)', async () => {
    const world = await openFilled();
    world.edit(world.crmId, { Title: 'Typed' });
    const [outcome] = await undone(world, { outcomeIds: idsOf(await written(world)) });
    expect(world.held()).toMatchObject({ Title: 'Typed', FirstName: null });
    expect(outcome?.verdicts).toContainEqual(
      expect.objectContaining({ crmField: 'Title', verdict: 'changed-since' }),
    );
    expect(outcome?.verdicts).toContainEqual(
      expect.objectContaining({ crmField: 'FirstName', verdict: 'undone' }),
    );
  });

  it('keeps what is typed between its look and its call (R-OVERWRITE-7)', async () => {
    for (const compensates of [false, true]) {
      const crm = createMemoryCrm(crmObjects, { compensates });
      const world = await openFilled({ crm });
      let typed = false;
      crm.interleave = ({ operation }) => {
        if (typed || (operation !== 'guarded' && operation !== 'update')) return;
        typed = true;
        world.edit(world.crmId, { Title: 'Typed' });
      };
      await undone(world, { outcomeIds: idsOf(await written(world)) });
      for (let round = 0; round < 5; round += 1) {
        await world.clock.advance(120_000);
        await world.write();
      }
      expect([typed, world.held()['Title']]).toEqual([true, 'Typed']);
    }
  });

  it('goes back over all writes of a record, one by one', async () => {
    const world = await openFilled();
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'Newer' });
    await world.write();
    expect(world.held()['Play__c']).toBe('Newer');
    await undone(world, { outcomeIds: idsOf(await written(world)) });
    expect(world.held()).toMatchObject({ Title: null, Play__c: 'Old' });
  });

  it('undoes a whole run: removes what it created, dependents first', async () => {
    const world = await createWorld({ crm: createMemoryCrm(crmObjects) });
    await world.person('a@acme.com', { lastName: 'Lee' }, { domain: 'acme.com' });
    await world.task('t1', 'a@acme.com');
    await world.write();
    const outcomes = await written(world);
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    const [runId] = outcomes.map((one) => one.runId);
    const ends = await undone(world, { runId: runId ?? '' });
    expect(ends.map(({ status }) => status)).toEqual(['removed', 'removed', 'removed']);
    for (const object of ['Company', 'Person', 'Task'] as const) {
      expect(world.crm.state.all(object).filter(({ removed }) => !removed)).toEqual([]);
    }
  });

  it('leaves a record we created that somebody touched', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.person('b@acme.com', { lastName: 'Kim' }, { domain: 'acme.com' });
    await world.write();
    const first = world.crm.state.all('Person').find(({ fields }) => fields['LastName'] === 'Lee');
    if (first === undefined) throw new Error('nobody was created');
    world.edit(first.id, { FirstName: 'Ada' });
    const outcomes = await written(world);
    const company = outcomes.filter(({ object }) => object === 'company');
    const people = outcomes.filter(({ crmId }) => crmId === first.id);
    const ends = await undone(world, { outcomeIds: idsOf([...company, ...people]) });
    expect(ends.map(({ status, reason }) => [status, reason])).toEqual([
      ['skipped', 'touched-since'],
      ['skipped', 'touched-since'],
    ]);
    expect(world.crm.state.get(first.id)?.removed).toBe(false);
  });

  it('leaves a record in a company that it was not written with, where nothing says by whom', async () => {
    const world = await createWorld();
    await world.person('ada@acme.com', { lastName: 'Ada' });
    await world.write();
    const [ada] = world.crm.state.all('Person');
    const CompanyId = world.insert('Company', { Name: 'Acme', Website: 'acme.com' });
    world.crm.state.shift(integrationUser, ada!.id, { CompanyId });
    const [outcome] = await undone(world, { outcomeIds: idsOf(await written(world)) });
    expect(outcome).toMatchObject({ status: 'skipped', reason: 'touched-since' });
    expect(world.crm.state.get(ada!.id)?.removed).toBe(false);
  });

  it('is not written over again until somebody asks anew', async () => {
    const world = await openFilled();
    await world.read();
    await undone(world, { outcomeIds: idsOf(await written(world)) });
    await world.clock.advance(16 * 60_000);
    await world.read();
    await world.write();
    expect(world.held()).toMatchObject({ Title: null, FirstName: null, Play__c: 'Old' });
    await world.person('a@acme.com');
    await world.write();
    expect(world.held()).toMatchObject({ Title: 'CEO', FirstName: 'Ada' });
  });

  it('overtakes a write asked for before it, and lets one asked for after follow', async () => {
    const world = await openFilled();
    const ids = idsOf(await written(world));
    await world.person('a@acme.com', { workPhone: '1' });
    await undone(world, { outcomeIds: ids });
    expect(world.held()).toMatchObject({ Title: null });
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
    const again = await openFilled();
    await again.read();
    await askUndo(again, { outcomeIds: idsOf(await written(again)) });
    await again.person('a@acme.com', { title: 'CTO' });
    await again.write();
    expect(again.held()).toMatchObject({ Title: 'CTO' });
  });

  it('tells what leads nowhere', async () => {
    const world = await createWorld();
    const { notUndone } = await askUndo(world, { outcomeIds: ['nowhere'] });
    expect(notUndone).toMatchObject([{ outcomeId: 'nowhere', undoneBy: null }]);
    expect(await world.engine.undo({ runId: 'none' })).toMatchObject({ ok: false });
  });

  it('tells of each CRM record that a record was written to', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    const [first] = world.crm.state.all('Person');
    world.crm.state.remove('person', first!.id);
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    const all = await written(world);
    expect(all.map(({ status }) => status)).toEqual(['created', 'created']);
    const ends = await undone(world, { outcomeIds: idsOf(all) });
    expect(ends.map(({ crmId, status, undoes }) => [crmId, status, undoes])).toEqual(
      all.map(({ crmId, id }) => [crmId, crmId === first?.id ? 'skipped' : 'removed', [id]]),
    );
  });

  it('says that a record is gone', async () => {
    const world = await openFilled();
    world.crm.state.remove('person', world.crmId);
    const [outcome] = await undone(world, { outcomeIds: idsOf(await written(world)) });
    expect(outcome).toMatchObject({ status: 'skipped', reason: 'removed-in-crm' });
  });
});
