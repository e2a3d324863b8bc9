import { toInstant, toRemoteId, type DraftLink, type TaskContent } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { hubspot, hubspotOn } from '../../src/hubspot.ts';
import { openStage, type Stage } from './open-stage.ts';
import { associated, countOf, held, idsOf, insert, pathStyles, sent } from './write-stage.ts';

const { tasks } = hubspot.objects;

const call: TaskContent = {
  kind: 'call',
  subject: 'Call Ada',
  note: 'Ask about <engines> & looms\nthen wait',
  isDone: false,
  priority: 'high',
  dueAt: toInstant(Date.parse('2026-06-02T23:30:00Z')),
  endedAt: null,
};

const openWithPeople = async (options: SimulatorOptions = {}) => {
  const stage = await openStage(options);
  const [one, two] = ['ada', 'grace'].map((name) =>
    insert(stage, 'contacts', { email: `${name}@acme.example` }),
  );
  const company = insert(stage, 'companies', { name: 'Acme' });
  const person = (id = ''): DraftLink => ({
    role: 'person',
    object: 'contacts',
    id: toRemoteId(id),
  });
  return { stage, contact: one ?? '', company, links: [person(one)], others: [person(two)] };
};

const layOut = async ({ context }: Stage, task: TaskContent) =>
  tasks.activities.task(task, await tasks.describe(context));

const createOne = async (stage: Stage, task: TaskContent, links: readonly DraftLink[]) => {
  const fields = await layOut(stage, task);
  const [id] = idsOf(await tasks.write.create.call(stage.context, [{ fields, links }]));
  return id ?? toRemoteId('');
};

const stateOf = async (stage: Stage, id: string) => {
  const [record] = await tasks.write.get(stage.context, {
    ids: [toRemoteId(id)],
    fields: tasks.alwaysRead,
  });
  return record ? tasks.activities.read(record.fields) : undefined;
};

describe.each(pathStyles)('a new task under $name paths', (paths) => {
  const { create } = hubspotOn(paths).objects.tasks.write;

  it('looks as the standard layout says (R-TASK-3)', async () => {
    const { stage, links } = await openWithPeople();
    const fields = await layOut(stage, call);
    const [id] = idsOf(await create.call(stage.context, [{ fields, links }]));
    expect(held(stage, 'tasks', id)).toMatchObject({
      hs_task_subject: 'Call Ada',
      hs_task_body: 'Ask about &lt;engines&gt; &amp; looms<br>then wait',
      hs_task_type: 'CALL',
      hs_task_priority: 'HIGH',
      hs_task_status: 'NOT_STARTED',
      hs_timestamp: '2026-06-02T23:30:00Z',
    });
  });

  it('hangs on its contact, company and owner (R-TASK-2)', async () => {
    const { stage, contact, company, links } = await openWithPeople();
    const owner = stage.crm.portal.addOwner({ email: 'rep@platform.example' });
    const all: DraftLink[] = [
      ...links,
      { role: 'company', object: 'companies', id: company },
      { role: 'owner', object: 'owners', id: toRemoteId(owner) },
    ];
    const fields = await layOut(stage, call);
    const [id] = idsOf(await create.call(stage.context, [{ fields, links: all }]));
    const of = { object: 'tasks', id } as const;
    expect(associated(stage, of, 'contacts')).toEqual([{ id: contact, typeIds: [204] }]);
    expect(associated(stage, of, 'companies')).toEqual([{ id: company, typeIds: [192] }]);
    expect(held(stage, 'tasks', id)).toMatchObject({ hubspot_owner_id: owner });
  });
});

describe('a task', () => {
  it.each([
    ['email', 'EMAIL'],
    ['call', 'CALL'],
    ['action', 'TODO'],
    ['linkedin', 'LINKED_IN'],
  ] as const)('that is an %s is of type %s (R-TASK-3)', async (kind, type) => {
    const { stage } = await openWithPeople();
    expect(await layOut(stage, { ...call, kind })).toMatchObject({ hs_task_type: type });
  });

  it('of a type that the portal does not offer is something to do', async () => {
    const { stage } = await openWithPeople();
    const { fields, allows } = await tasks.describe(stage.context);
    const known = fields.map((field) =>
      field.name === 'hs_task_type' ? { ...field, choices: ['TODO', 'CALL', 'EMAIL'] } : field,
    );
    const content: TaskContent = { ...call, kind: 'linkedin' };
    expect(tasks.activities.task(content, { allows, fields: known })).toMatchObject({
      hs_task_type: 'TODO',
    });
  });

  it('that is due at no time is as of its writing', async () => {
    const { stage, links } = await openWithPeople();
    const id = await createOne(stage, { ...call, dueAt: null }, links);
    expect(held(stage, 'tasks', id)).toMatchObject({ hs_timestamp: '2026-06-01T12:00:00Z' });
  });

  it('that is done is completed (R-TASK-3)', async () => {
    const { stage, links } = await openWithPeople();
    const endedAt = toInstant(stage.crm.clock.now());
    const id = await createOne(stage, { ...call, isDone: true, dueAt: null, endedAt }, links);
    expect(held(stage, 'tasks', id)).toMatchObject({
      hs_task_status: 'COMPLETED',
      hs_timestamp: '2026-06-01T12:00:00Z',
    });
    expect(await stateOf(stage, id)).toMatchObject({ isDone: true, endedAt });
  });

  it('that a person completes is done, by the time HubSpot noted (R-TASK-5)', async () => {
    const { stage, links } = await openWithPeople();
    const id = await createOne(stage, call, links);
    const open = { isDone: false, endedAt: null, isCall: false, people: [] };
    expect(await stateOf(stage, id)).toEqual(open);
    stage.crm.portal.update({ object: 'tasks', id }, { hs_task_status: 'IN_PROGRESS' });
    expect(await stateOf(stage, id)).toEqual(open);
    stage.crm.clock.advance(60_000);
    stage.crm.portal.update({ object: 'tasks', id }, { hs_task_status: 'COMPLETED' });
    const endedAt = toInstant(stage.crm.clock.now());
    expect(await stateOf(stage, id)).toEqual({ ...open, isDone: true, endedAt });
  });

  it('that is an email says nothing of its completion (R-TASK-7)', async () => {
    const { stage, links } = await openWithPeople();
    const id = await createOne(stage, { ...call, kind: 'email', isDone: true }, links);
    expect(await stateOf(stage, id)).toBeNull();
  });

  it('that is removed is archived, all by one request (R-TASK-4)', async () => {
    const { stage, links } = await openWithPeople();
    const fields = await layOut(stage, call);
    const drafts = Array.from({ length: 100 }, () => ({ fields, links }));
    const ids = idsOf(await tasks.write.create.call(stage.context, drafts));
    for (let times = 0; times < 2; times += 1) {
      expect(idsOf(await tasks.write.remove.call(stage.context, ids))).toEqual(ids);
    }
    expect(countOf(stage, 'tasks')).toBe(0);
    expect(held(stage, 'tasks', ids[0])).toMatchObject({ archived: true });
    expect(sent(stage).filter((line) => line.includes('/batch/archive'))).toHaveLength(2);
  });
});

describe('a lost create', () => {
  const bare: SimulatorOptions = { productFields: false };

  const openLost = async () => {
    const { stage, links, others } = await openWithPeople(bare);
    const { userId } = await hubspot.identify(stage.context);
    const find = async (task: TaskContent, on = links, since = stage.crm.clock.now()) => {
      const draft = { fields: await layOut(stage, task), links: on };
      const request = { draft, since: toInstant(since), userId };
      return (await tasks.write.findCreated(stage.context, request)).map(({ id }) => id);
    };
    return { stage, links, others, find };
  };

  it('is found by its person and what it said, and nothing else (R-DUP-1)', async () => {
    const { stage, links, others, find } = await openLost();
    const id = await createOne(stage, call, links);
    expect(await find(call)).toEqual([id]);
    expect(await find(call, others)).toEqual([]);
    for (const more of [
      { subject: 'Call Grace' },
      { kind: 'action' },
      { note: 'Ask about looms' },
      { dueAt: toInstant(Date.parse('2026-06-03T23:30:00Z')) },
    ] as const) {
      expect(await find({ ...call, ...more })).toEqual([]);
    }
    expect(await find(call, links, stage.crm.clock.now() + 1)).toEqual([]);
  });

  it('is found though a person has edited it since', async () => {
    const { stage, links, find } = await openLost();
    const since = stage.crm.clock.now();
    const id = await createOne(stage, call, links);
    stage.crm.clock.advance(1000);
    const edit = { hs_task_subject: 'Ring Ada', hs_task_body: '', hs_timestamp: '1780617600000' };
    stage.crm.portal.update({ object: 'tasks', id }, edit);
    expect(await find(call, links, since)).toEqual([id]);
    expect(await find({ ...call, subject: 'Ring Ada' }, links, since)).toEqual([]);
  });

  it('of a task without a time is found', async () => {
    const { stage, links, find } = await openLost();
    const id = await createOne(stage, { ...call, dueAt: null, note: null }, links);
    expect(await find({ ...call, dueAt: null, note: null })).toEqual([id]);
  });

  it('is found among 600 tasks of a person', async () => {
    const { stage, links, find } = await openLost();
    const other = await layOut(stage, { ...call, subject: 'Another' });
    for (let times = 0; times < 6; times += 1) {
      const drafts = Array.from({ length: 100 }, () => ({ fields: other, links }));
      idsOf(await tasks.write.create.call(stage.context, drafts));
    }
    const id = await createOne(stage, call, links);
    expect(await find(call)).toEqual([id]);
  });
});
