import { createMemoryStore } from '@concord/core/memory-store';
import type { Explanation, PlannedPage } from '@concord/core/engine';
import type { Store } from '@concord/core/ports';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

/** Everything that changes a store, so that a question which uses one of them is found. */
const changing: ReadonlySet<string> = new Set<keyof Store>([
  'createConnection',
  'changeConnection',
  'saveMappings',
  'saveCredentials',
  'acquireLease',
  'renewLease',
  'releaseLease',
  'applyPage',
  'saveAndRequest',
  'savePlans',
  'markSent',
  'conclude',
  'release',
  'releaseLinked',
  'retryRequests',
  'saveRun',
  'saveRedirects',
  'saveApiKey',
  'saveFirstApiKey',
]);

/** A store that counts what would change it. */
const countChanges = () => {
  const changes: string[] = [];
  const store = new Proxy(createMemoryStore(), {
    get(target, name: keyof Store) {
      if (changing.has(name)) changes.push(name);
      return target[name];
    },
  });
  return { store, changes };
};

const explained = async (world: World, recordId: string): Promise<Explanation> => {
  const answer = await world.engine.explain(connectionId, recordId);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

const planned = async (world: World, recordIds: string[] | null = null): Promise<PlannedPage> => {
  const query = { recordIds, first: 100, after: null };
  const answer = await world.engine.plan(connectionId, query);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

const verdictsOf = ({ fields }: Explanation) =>
  Object.fromEntries(fields.map((one) => [one.crmField ?? one.platformField, one.verdict]));

describe('explain', () => {
  it('gives a verdict for each field, with what is held and set (R-OVERWRITE-2)', async () => {
    const world = await createWorld();
    world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Title: 'CTO' });
    await world.read();
    const id = await world.person('a@acme.com', { title: 'CEO', firstName: 'Ada' });
    const explanation = await explained(world, id);
    expect(explanation).toMatchObject({
      action: 'update',
      crmObject: 'Person',
      objectReason: 'found',
      decidedBy: 'only',
      basis: { from: 'mirror' },
      guarantee: { update: 'atomic', create: 'uniqueKey' },
    });
    expect(verdictsOf(explanation)).toMatchObject({
      Title: 'kept',
      FirstName: 'fill',
      LastName: 'same',
    });
    expect(explanation.fields).toContainEqual({
      crmField: 'FirstName',
      platformField: 'firstName',
      verdict: 'fill',
      held: null,
      set: 'Ada',
    });
    expect(explanation.fields).toContainEqual(
      expect.objectContaining({ crmField: 'Title', held: 'CTO', set: null }),
    );
  });

  it('names platform values that no mapping writes', async () => {
    const world = await createWorld();
    const mappings = await world.store.getMappings(connectionId);
    const own = mappings.filter(({ object }) => object === 'person');
    await world.store.saveMappings(
      connectionId,
      'person',
      own.flatMap((one) => {
        if (one.platformField === 'firstName') return [];
        return one.platformField === 'title' ? [{ ...one, direction: 'read' as const }] : [one];
      }),
    );
    const id = await world.person('a@acme.com', { title: 'CEO', firstName: 'Ada', lastName: 'B' });
    const { fields } = await explained(world, id);
    const unmapped = fields.filter(({ verdict }) => verdict === 'not-mapped');
    expect(unmapped).toMatchObject([
      { crmField: null, platformField: 'firstName' },
      { crmField: 'Title', platformField: 'title' },
    ]);
    expect(fields.filter(({ crmField }) => crmField === 'Title')).toHaveLength(1);
  });

  it('lists candidates, which is linked, and the rule that chose (R-DUP-3)', async () => {
    const world = await createWorld();
    const older = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.clock.advance(60_000);
    const newer = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.read();
    const id = await world.person('a@acme.com', { title: 'CEO' });
    const explanation = await explained(world, id);
    expect(explanation.keys).toContainEqual({ kind: 'email', value: 'a@acme.com' });
    expect(explanation.crmId).toBe(newer);
    expect(explanation.decidedBy).toBe('latest modifiedAt');
    expect(explanation.candidates.map((one) => one.id).toSorted()).toEqual(
      [older, newer].toSorted(),
    );
    expect(explanation.candidates.filter(({ isLinked }) => isLinked)).toHaveLength(1);
  });

  it('plans the company that a new person needs first (R-COMPANY-3)', async () => {
    const { store, changes } = countChanges();
    const world = await createWorld({ store });
    const id = await world.person('a@acme.com', { lastName: 'Lee' }, { domain: 'acme.com' });
    changes.length = 0;
    const { action, company, fields } = await explained(world, id);
    expect([action, company?.action, company?.crmObject]).toEqual(['create', 'create', 'Company']);
    expect(fields).toContainEqual(
      expect.objectContaining({ crmField: 'CompanyId', verdict: 'fill' }),
    );
    expect(changes).toEqual([]);
  });

  it('says what it waits for, and why it is left alone', async () => {
    const world = await createWorld({ crm: createMemoryCrm(crmObjects) });
    const email = await world.email('m1', 'a@acme.com');
    expect(await explained(world, email)).toMatchObject({ action: 'wait', reason: 'person' });
    const outside = await world.email('m2', 'a@acme.com', { origin: 'outside' });
    expect(await explained(world, outside)).toMatchObject({
      action: 'skip',
      reason: 'sent-outside',
    });
  });

  it('asks the CRM where the mirror is behind, and says so', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.read();
    const id = await world.person('a@acme.com', { title: 'CEO' });
    world.edit(crmId, { Title: 'Typed since' });
    expect(verdictsOf(await explained(world, id))).toMatchObject({ Title: 'fill' });
    await world.clock.advance(16 * 60_000);
    const explanation = await explained(world, id);
    expect(explanation.basis).toEqual({ from: 'crm', at: world.clock.now() });
    expect(verdictsOf(explanation)).toMatchObject({ Title: 'kept' });
  });

  it('refuses what is no record of ours, naming the argument', async () => {
    const { engine } = await createWorld();
    const none = await engine.explain(connectionId, 'nobody');
    expect(none).toMatchObject({ ok: false, problems: [{ field: 'recordId' }] });
    const nowhere = await engine.explain('nowhere', 'nobody');
    expect(nowhere).toMatchObject({ ok: false, problems: [{ field: 'connectionId' }] });
    const query = { recordIds: ['nobody'], first: 1, after: null };
    const plan = await engine.plan(connectionId, query);
    expect(plan).toMatchObject({ ok: false, problems: [{ field: 'recordIds.0' }] });
  });
});

describe('plan', () => {
  it('foretells the very calls and values of the write that follows', async () => {
    const { store, changes } = countChanges();
    const world = await createWorld({ store });
    world.insert('Person', { Email: 'b@acme.com', LastName: 'Lee' });
    world.insert('Person', { Email: 'c@acme.com', LastName: 'Kim', FirstName: 'Cy', Title: 'CTO' });
    await world.read();
    await world.person('a@acme.com', { lastName: 'New' }, { domain: 'acme.com' });
    await world.person('b@acme.com', { title: 'CEO' });
    await world.person('c@acme.com', { title: 'COO' });
    changes.length = 0;
    const before = world.crm.state.history.length;
    const page = await planned(world);
    expect(world.crm.state.history).toHaveLength(before);
    expect(changes).toEqual([]);
    await world.write();
    const { items } = await world.store.listOutcomes({ first: 100, after: null, filter: {} });
    const done = new Map(
      items
        .filter(({ item }) => item.direction === 'write')
        .map(({ item }) => [item.recordId, item]),
    );
    expect(page.items.length).toBe(4);
    const verbs = { created: 'create', updated: 'update', skipped: 'skip' };
    for (const { item } of page.items) {
      const outcome = done.get(item.record.id);
      const verb = verbs[outcome?.status as keyof typeof verbs];
      expect([item.record.key, item.action]).toEqual([item.record.key, verb]);
      const set = item.fields.filter(({ verdict }) => verdict === 'fill');
      for (const { crmField, set: value } of set) {
        // The new company's id is known only once it is there.
        if (crmField !== 'CompanyId') expect(outcome?.written[crmField ?? '']).toEqual(value);
      }
    }
    const calls = world.events.filter(({ event }) => event === 'write-call');
    expect(page.apiCalls).toBe(calls.length);
  });

  it('goes through records in the order named, page by page', async () => {
    const world = await createWorld();
    const ids: string[] = [];
    for (const name of ['c', 'a', 'b']) {
      ids.push(await world.person(`${name}@acme.com`, { lastName: name }));
    }
    const page = async (first: number, after: string | null) => {
      const answer = await world.engine.plan(connectionId, { recordIds: ids, first, after });
      if (!answer.ok) throw new Error('refused');
      return { ...answer.value, ids: answer.value.items.map(({ item }) => item.record.id) };
    };
    const one = await page(2, null);
    expect([one.ids, one.hasNext]).toEqual([ids.slice(0, 2), true]);
    const two = await page(2, one.items.at(-1)?.cursor ?? null);
    expect([two.ids, two.hasNext]).toEqual([ids.slice(2), false]);
  });
});

/** A contact of a person's own that we filled, and a contact that we made with its company. */
const openUndone = async (options: Parameters<typeof createWorld>[0] = {}) => {
  const world = await createWorld(options);
  const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Phone: '1' });
  await world.read();
  const filled = await world.person('a@acme.com', { title: 'CEO', firstName: 'Ada' });
  const made = await world.person('b@new.com', { lastName: 'Kim' }, { domain: 'new.com' });
  await world.write();
  world.edit(crmId, { Title: 'Typed' });
  const filter = { statuses: ['created', 'updated'] } as const;
  const { items } = await world.store.listOutcomes({ first: 100, after: null, filter });
  const outcomeIds = items.map(({ item }) => item.id);
  await world.engine.undo({ outcomeIds });
  return { world, filled, made, outcomeIds };
};

describe('an undo that is asked for', () => {
  it('is explained as what comes next, field by field', async () => {
    const { world, filled, outcomeIds } = await openUndone();
    const explanation = await explained(world, filled);
    expect(explanation).toMatchObject({ action: 'update', crmObject: 'Person', candidates: [] });
    expect(outcomeIds).toContain(explanation.undoes[0]);
    expect(verdictsOf(explanation)).toMatchObject({ Title: 'changed-since', FirstName: 'undone' });
    expect(explanation.fields).toContainEqual(
      expect.objectContaining({ crmField: 'FirstName', held: 'Ada', set: null }),
    );
  });

  it('is planned as it is done then', async () => {
    for (const compensates of [false, true]) {
      const crm = createMemoryCrm(crmObjects, { compensates });
      const { world, outcomeIds } = await openUndone({ crm });
      const plan = await planned(world);
      const actions = plan.items.map(({ item }) => `${item.record.object} ${item.action}`);
      expect(actions.toSorted()).toEqual([
        // Its person hangs on it until that one is removed.
        'company later',
        'person remove',
        'person update',
      ]);
      // One removal; and an update, which is looked at right before and after where it has to be.
      expect(plan.apiCalls).toBe(compensates ? 4 : 2);
      await world.write();
      const undone = plan.items.flatMap(({ item }) => item.undoes);
      expect(undone.toSorted()).toEqual(outcomeIds.toSorted());
      const { items } = await world.store.listOutcomes({ first: 9, after: null, filter: {} });
      const done = items.filter(({ item }) => item.undoes !== undefined);
      expect(done.map(({ item }) => item.status).toSorted()).toEqual([
        'removed',
        'removed',
        'updated',
      ]);
    }
  });

  it('comes before a write that is asked for after it', async () => {
    const { world, filled } = await openUndone();
    await world.person('a@acme.com', { title: 'CTO' });
    expect((await explained(world, filled)).undoes).toHaveLength(1);
    await world.write();
    expect(await explained(world, filled)).toMatchObject({ undoes: [], action: 'skip' });
  });

  it('changes nothing by being asked about', async () => {
    const { store, changes } = countChanges();
    const { world, made } = await openUndone({ store });
    const from = [changes.length, world.crm.state.history.length];
    expect(await explained(world, made)).toMatchObject({ action: 'remove' });
    await planned(world);
    expect([changes.length, world.crm.state.history.length]).toEqual(from);
  });

  it('says that nothing is known any more of what was written', async () => {
    const { world, filled } = await openUndone();
    const forgetful = Object.assign(Object.create(world.store) as Store, {
      getOutcomes: async () => [],
    });
    const other = await createWorld({ crm: world.crm, store: forgetful, clock: world.clock });
    expect(await explained(other, filled)).toMatchObject({
      action: 'skip',
      reason: 'not-undoable',
    });
  });
});
