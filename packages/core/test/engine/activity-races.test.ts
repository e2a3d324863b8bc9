import { createSyncError } from '@concord/core/contract';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createdByUs, typedOver } from './promises.ts';
import { guarantees, hideKeys } from './scenarios.ts';
import { connectionId, createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const ada = 'ada@acme.com';

const open = (options: WorldOptions = {}) =>
  createWorld({ crm: createMemoryCrm(crmObjects), ...options });

const withAda = async (options: WorldOptions = {}) => {
  const world = await open(options);
  world.insert('Person', { Email: ada, LastName: 'Lee' });
  await world.read();
  return world;
};

const refused = createSyncError('create Company: refused', {
  code: 'invalid',
  retry: 'never',
  effect: 'none',
});

/** The next calls of an operation meet this fate. */
const strike = ({ crm }: World, operation: string, fate: 'late' | 'lost-after' | 'lost-before') => {
  crm.fate = (call) => (call.operation === operation ? fate : 'done');
};

const calm = ({ crm }: World) => {
  crm.fate = () => 'done';
};

const pass = async (world: World, ms = 121_000) => {
  await world.clock.advance(ms);
  await world.write();
};

const live = ({ crm }: World, object: string) =>
  crm.state.all(object).filter(({ removed }) => !removed);

const outcomes = async ({ store }: World, recordId: string) =>
  (await store.listOutcomes({ first: 10, after: null, filter: { recordId } })).items.map(
    ({ item }) => item,
  );

describe.each(guarantees)('a task that is deleted, with $guarantee,', ({ openCrm }) => {
  it.each(['late', 'lost-after', 'lost-before'] as const)(
    'while its creation is %s is gone in the end (R-TASK-4)',
    async (fate) => {
      const world = await withAda({ crm: openCrm() });
      await world.read();
      await world.task('t1', ada);
      strike(world, 'create', fate);
      await world.write();
      calm(world);
      await world.engine.deleteTask('t1');
      await pass(world, 60_000);
      world.crm.deliver();
      await pass(world);
      await pass(world);
      expect(live(world, 'Task')).toEqual([]);
      expect(createdByUs(world.crm)['task'] ?? 0).toBeLessThanOrEqual(1);
      expect(await world.store.nextDueAt(connectionId)).toBeNull();
    },
  );
});

describe('a task', () => {
  it('deleted while writing is off is gone once it is on, create lost or not (R-TASK-4)', async () => {
    const world = await withAda();
    await world.task('t1', ada);
    strike(world, 'create', 'lost-after');
    await world.write();
    calm(world);
    await world.engine.setSwitches(connectionId, { writing: false });
    await world.engine.deleteTask('t1');
    await world.engine.setSwitches(connectionId, { writing: true });
    await pass(world);
    await pass(world);
    expect(live(world, 'Task')).toEqual([]);
  });

  it('keeps what we wrote apart from what a person typed, answer lost (R-OVERWRITE-2)', async () => {
    const world = await withAda();
    await world.task('t1', ada, { note: 'First', priority: 'LOW' });
    await world.write();
    await world.task('t1', ada, { note: 'Second', priority: 'HIGH' });
    strike(world, 'guarded', 'lost-after');
    await world.write();
    calm(world);
    world.edit(live(world, 'Task')[0]!.id, { Priority: 'Typed' });
    await pass(world);
    await world.task('t1', ada, { note: 'Third', priority: 'MEDIUM' });
    await pass(world);
    expect(live(world, 'Task')[0]?.fields).toMatchObject({ Note: 'Third', Priority: 'Typed' });
  });

  it('that was called off and is wanted again is written again (R-TASK-1)', async () => {
    const world = await withAda();
    await world.task('t1', ada);
    await world.write();
    await world.task('t1', ada, { status: 'CANCELED' });
    await world.write();
    expect(live(world, 'Task')).toEqual([]);
    await world.task('t1', ada, { status: 'READY' });
    await world.write();
    expect(live(world, 'Task')).toHaveLength(1);
  });

  it('is listed, and keeps nothing else waiting, where our user sees no tasks (R-ERR-1)', async () => {
    const world = await withAda();
    world.crm.hidden.add('Task');
    await world.read();
    const id = await world.task('t1', ada);
    await world.email('e1', ada);
    await world.write();
    expect(await outcomes(world, id)).toMatchObject([
      { status: 'failed', crmObject: 'Task', failure: { class: 'permission' } },
    ]);
    expect(live(world, 'Email')).toHaveLength(1);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
    world.crm.hidden.delete('Task');
    await world.read();
    await world.write();
    expect(live(world, 'Task')).toHaveLength(1);
  });

  it('whose answer is lost when our user loses sight of tasks is asked for later', async () => {
    const world = await withAda();
    await world.task('t1', ada);
    strike(world, 'create', 'lost-after');
    await world.write();
    calm(world);
    world.crm.hidden.add('Task');
    await world.read();
    await pass(world);
    expect((await world.store.nextDueAt(connectionId))! > world.clock.now()).toBe(true);
    world.crm.hidden.delete('Task');
    await world.read();
    await pass(world, 20 * 60_000);
    expect(live(world, 'Task')).toHaveLength(1);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });
});

describe('an email', () => {
  it('waits for its person and follows by itself, however they come (R-EMAIL-3)', async () => {
    const world = await open();
    const id = await world.email('e1', ada);
    await world.write();
    expect(await outcomes(world, id)).toMatchObject([{ status: 'waiting', reason: 'person' }]);
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.read();
    await world.write();
    expect(live(world, 'Email')).toHaveLength(1);
  });

  it('follows by itself when a reprocess brings its person (R-EMAIL-3)', async () => {
    const world = await withAda();
    const ids = world.crm.state.all('Person').map(({ id }) => id);
    const lead = world.insert('Lead', { Email: 'eve@acme.com', LastName: 'Eve' });
    await world.read();
    // Ada's contact is nobody's only once the page of leads is over: she has a later one.
    world.crm.state.convert('person', lead, { object: 'Person', id: ids[0] ?? lead });
    await world.clock.advance(1_000);
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.read();
    await world.email('e1', 'eve@acme.com');
    await world.write();
    expect(live(world, 'Email')).toEqual([]);
    await world.engine.reprocess(connectionId, 'person');
    await world.background();
    await world.write();
    expect(live(world, 'Email')).toHaveLength(1);
  });

  it('follows in the run in which its person is made after it was judged (R-EMAIL-3)', async () => {
    const world = await open();
    let asked = false;
    await world.email('e1', ada);
    const report = world.parts.report;
    const second = await open({
      crm: world.crm,
      store: world.store,
      clock: world.clock,
      parts: {
        random: world.parts.random,
        report: (event) => {
          report(event);
          if (event.event !== 'write-plan' || event.object !== 'Email' || asked) return;
          asked = true;
          void world.person(ada, { lastName: 'Lee' });
        },
      },
    });
    await second.write();
    await second.write();
    expect(asked).toBe(true);
    expect(live(world, 'Email')).toHaveLength(1);
    expect(live(world, 'Person')).toHaveLength(1);
  });

  it('stays where it was recorded when emails are to be tasks from now on (R-DUP-1)', async () => {
    const world = await withAda();
    await world.email('e1', ada);
    await world.write();
    await world.engine.updateSettings(connectionId, { emailWriteback: 'task' });
    await world.email('e1', ada, { clickCount: 3 });
    await world.write();
    expect(createdByUs(world.crm)).toEqual({ email: 1 });
    expect(live(world, 'Email')[0]?.fields['Clicks__c']).toBe(3);
  });

  it('recorded twice is listed where the connector removes none (R-ERR-1)', async () => {
    const world = await withAda();
    Object.assign(world.crm.connector.objects['Email']?.write ?? {}, { remove: undefined });
    world.crm.interleave = ({ operation, object }) => {
      if (operation === 'create' && object === 'Email') {
        world.insert('Email', { MessageId: '<e1@us.com>', Subject: 'Logged by another' });
      }
    };
    const id = await world.email('e1', ada);
    await world.write();
    await pass(world);
    expect(await outcomes(world, id)).toMatchObject([
      { status: 'failed', crmObject: 'Email', failure: { code: 'unsupported' } },
    ]);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('recorded by another integration is linked and left alone (R-EMAIL-5)', async () => {
    const world = await withAda();
    world.insert('Email', { MessageId: '<e1@us.com>', Subject: 'Theirs' });
    const id = await world.email('e1', ada, { clickCount: 3 });
    await world.write();
    expect(world.ourChanges()).toEqual([]);
    expect(await outcomes(world, id)).toMatchObject([{ reason: 'recorded-already' }]);
  });
});

describe('a person', () => {
  it('who is there is not held by a company that was refused for good (R-ERR-3)', async () => {
    const world = await withAda();
    const { create } = world.crm.connector.objects['Company']!.write!;
    Object.assign(create, {
      call: async (_: unknown, drafts: readonly unknown[]) =>
        drafts.map(() => ({ ok: false, error: refused })),
    });
    await world.person(ada, { title: 'CTO' }, { domain: 'acme.com' });
    await world.write();
    expect(live(world, 'Person')[0]?.fields['Title']).toBe('CTO');
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it.each(['late', 'lost-after', 'lost-before'] as const)(
    'whose creation is %s when new people are to be leads is one record (R-PERSON-3)',
    async (fate) => {
      const world = await open();
      await world.person(ada, { lastName: 'Lee' }, { domain: 'acme.com' });
      world.crm.fate = ({ operation, object }) =>
        operation === 'create' && object === 'Person' ? fate : 'done';
      await world.write();
      calm(world);
      await world.engine.updateSettings(connectionId, { createAs: 'leads' });
      await world.person(ada, { title: 'CTO' });
      await pass(world, 60_000);
      world.crm.deliver();
      await pass(world);
      await pass(world);
      const { person = 0, lead = 0 } = createdByUs(world.crm);
      expect(person + lead).toBe(1);
      const [row] = [...live(world, 'Person'), ...live(world, 'Lead')];
      expect(row?.fields['Title']).toBe('CTO');
      expect(await world.store.nextDueAt(connectionId)).toBeNull();
    },
  );

  it('converted between plan and call is written as the contact (R-PERSON-8)', async () => {
    const world = await open({ settings: { createAs: 'leads' } });
    const leadId = world.insert('Lead', { Email: ada, LastName: 'Lee', CompanyName: 'Acme' });
    await world.read();
    await world.person(ada, { title: 'CTO' });
    let contact: string | null = null;
    world.crm.interleave = ({ operation, object }) => {
      if (operation !== 'guarded' || object !== 'Lead' || contact !== null) return;
      const id = world.insert('Person', { Email: ada, LastName: 'Lee' });
      world.crm.state.convert('person', leadId, { object: 'Person', id });
      contact = id;
    };
    await world.write();
    await pass(world, 10_000);
    expect(contact).not.toBeNull();
    expect(createdByUs(world.crm)).toEqual({});
    expect(live(world, 'Person')[0]?.fields['Title']).toBe('CTO');
    expect(world.crm.state.get(leadId)?.fields['Title'] ?? null).toBeNull();
    expect(typedOver(world.crm)).toEqual([]);
  });

  it('who became a contact behind the mirror becomes no lead (R-PERSON-5)', async () => {
    const world = await open({ settings: { createAs: 'leads' } });
    await world.person(ada, { lastName: 'Lee', title: 'CTO' });
    let made = false;
    world.crm.interleave = ({ operation, object }) => {
      if (made || operation !== 'match' || object !== 'Person') return;
      made = true;
      world.insert('Person', { Email: ada, LastName: 'Lee' });
    };
    await world.write();
    expect(made).toBe(true);
    expect(createdByUs(world.crm)).toEqual({});
    expect(live(world, 'Person')[0]?.fields['Title']).toBe('CTO');
  });

  it('whose contact is only hidden becomes no lead (R-DUP-1, R-PERSON-5)', async () => {
    const world = await open();
    const id = await world.person(ada, { lastName: 'Lee' });
    await world.write();
    await world.read();
    await world.engine.updateSettings(connectionId, { createAs: 'leads' });
    const [row] = live(world, 'Person');
    world.crm.unseen.add(row!.id);
    await world.store.changeConnection(connectionId, { lastReconciledAt: null });
    await world.engine.setSwitches(connectionId, { reading: false });
    await world.person(ada, { title: 'CTO' });
    await world.write();
    expect(live(world, 'Lead')).toEqual([]);
    expect(await outcomes(world, id)).toContainEqual(
      expect.objectContaining({ failure: expect.objectContaining({ class: 'hidden' }) }),
    );
  });

  it('keeps to one record when keys are hidden and two askings meet (R-DUP-6)', async () => {
    const world = await open();
    hideKeys(world.crm);
    await world.read();
    await Promise.all([
      world.person(ada, { lastName: 'Lee' }),
      world.email('e1', ada),
      world.task('t1', ada),
    ]);
    await world.write();
    await world.write();
    expect(createdByUs(world.crm)).toEqual({ person: 1, email: 1, task: 1 });
  });
});
