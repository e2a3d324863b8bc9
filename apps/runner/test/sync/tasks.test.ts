import { describe, expect, it } from 'vitest';
import type { TaskInput } from '@concord/core/engine';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId, type SyncWorld } from './sync-world.ts';

const person = 'ada@task.example';

const aTask = (fields: TaskInput['fields'] = {}, id = 't1'): TaskInput => ({
  id,
  person,
  fields: {
    type: 'ACTION_ITEM',
    status: 'READY',
    subject: 'Look at the plan',
    note: 'Both pages',
    priority: 'URGENT',
    dueAt: '2026-04-02T10:00:00.000Z',
    assignee: 'sim.person@sim.example',
    ...fields,
  },
});

const ours = (here: SyncWorld) =>
  records(here, 'Task').filter((task) => task['Unify_Metadata__c'] !== null);

const taskRef = (here: SyncWorld) => ({ object: 'Task', id: String(ours(here)[0]?.['Id']) });

const withPerson = async (object: 'Contact' | 'Lead' = 'Contact') => {
  const here = await openSyncWorld();
  const AccountId = here.simulator.org.insert('Account', { Name: 'T', Website: 'task.example' });
  const WhoId =
    object === 'Contact'
      ? here.simulator.org.insert('Contact', { LastName: 'A', Email: person, AccountId })
      : here.simulator.org.insert('Lead', { LastName: 'A', Email: person, Company: 'T' });
  await here.settle();
  return { here, WhoId, AccountId };
};

const save = async (here: SyncWorld, task: TaskInput) => {
  takeAnswer(await here.engine.saveTask(task, {}));
  await here.settle();
};

const platformTask = async ({ store }: SyncWorld, id = 't1') =>
  (await store.findRecord('task', id))?.fields;

describe('tasks', () => {
  it('are written with person, account, owner and standard fields (R-TASK-2, R-TASK-3)', async () => {
    const { here, WhoId, AccountId } = await withPerson();
    await save(here, aTask());
    expect(ours(here)).toMatchObject([
      {
        Subject: 'Look at the plan',
        Description: 'Both pages',
        Priority: 'High',
        TaskSubtype: 'Task',
        ActivityDate: '2026-04-02',
        IsClosed: false,
        WhoId,
        WhatId: AccountId,
      },
    ]);
  });

  it('hang on a lead without an account (R-TASK-2)', async () => {
    const { here, WhoId } = await withPerson('Lead');
    await save(here, aTask());
    expect(ours(here)).toMatchObject([{ WhoId, WhatId: null }]);
  });

  it.each([
    ['NOT_READY', 'ACTION_ITEM', 0],
    ['READY', 'PHONE_CALL', 1],
    ['READY', 'EMAIL', 0],
    ['COMPLETED', 'EMAIL', 1],
    ['COMPLETED', 'REPLY_TO_EMAIL', 1],
    ['CANCELED', 'ACTION_ITEM', 0],
  ])('in status %s of type %s are written %i times (R-TASK-1)', async (status, type, count) => {
    const { here } = await withPerson();
    await save(here, aTask({ status, type }));
    expect(ours(here)).toHaveLength(count);
  });

  it("are closed by the org's own closed status (R-TASK-3)", async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    await save(here, aTask({ status: 'COMPLETED', endedAt: '2026-04-01T09:00:00.000Z' }));
    expect(ours(here)).toMatchObject([{ IsClosed: true, Status: 'Completed' }]);
  });

  it('change what we wrote, and nothing that a person typed (R-OVERWRITE-2)', async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    const [task] = ours(here);
    const values = { Description: 'A person typed this' };
    here.simulator.org.update({ object: 'Task', id: String(task?.['Id']) }, values);
    await here.settle();
    await save(here, aTask({ note: 'Ours, later', subject: 'Look again' }));
    expect(ours(here)).toMatchObject([
      { Description: 'A person typed this', Subject: 'Look again' },
    ]);
  });

  it.each(['DELETE', 'SKIPPED', 'CANCELED'])('are removed on %s (R-TASK-4)', async (how) => {
    const { here } = await withPerson();
    await save(here, aTask());
    if (how === 'DELETE') takeAnswer(await here.engine.deleteTask('t1'));
    else takeAnswer(await here.engine.saveTask(aTask({ status: how }), {}));
    await here.settle();
    expect(ours(here)).toEqual([]);
  });

  it('are not written again after a person deleted them (R-DUP-1)', async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    here.simulator.org.remove(taskRef(here));
    await here.settle();
    await save(here, aTask({ note: 'Later' }));
    expect(ours(here)).toEqual([]);
  });

  it('wait for their person (R-TASK-2)', async () => {
    const here = await openSyncWorld();
    takeAnswer(await here.engine.saveTask(aTask(), {}));
    await here.engine.runWrite(connectionId, new AbortController().signal);
    expect(ours(here)).toEqual([]);
    here.simulator.org.insert('Contact', { LastName: 'A', Email: person });
    await here.settle();
    expect(ours(here)).toHaveLength(1);
  });
});

describe('completion from Salesforce', () => {
  it('completes the platform task that we wrote (R-TASK-5)', async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    here.simulator.org.update(taskRef(here), { Status: 'Completed' });
    await here.settle();
    expect(await platformTask(here)).toMatchObject({ status: 'COMPLETED' });
    expect((await platformTask(here))?.['endedAt']).toBeTruthy();
  });

  it('brings nothing else back than completion (R-TASK-5)', async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    here.simulator.org.update(taskRef(here), { Subject: 'Theirs' });
    await here.settle();
    expect(await platformTask(here)).toMatchObject({
      status: 'READY',
      subject: 'Look at the plan',
    });
  });

  it("takes a dialer's call for the one open call of its person (R-TASK-6)", async () => {
    const { here, WhoId } = await withPerson();
    await save(here, aTask({ type: 'PHONE_CALL' }));
    here.simulator.org.insert('Task', {
      Subject: 'Call',
      WhoId,
      TaskSubtype: 'Call',
      CallType: 'Outbound',
      Status: 'Completed',
    });
    await here.settle();
    expect(await platformTask(here)).toMatchObject({ status: 'COMPLETED' });
    expect(ours(here)).toMatchObject([{ IsClosed: true }]);
  });

  it('leaves two open calls of a person alone (R-TASK-6)', async () => {
    const { here, WhoId } = await withPerson();
    await save(here, aTask({ type: 'PHONE_CALL' }));
    await save(here, aTask({ type: 'PHONE_CALL' }, 't2'));
    const call = { Subject: 'Call', WhoId, TaskSubtype: 'Call', Status: 'Completed' };
    here.simulator.org.insert('Task', call);
    await here.settle();
    expect(await platformTask(here)).toMatchObject({ status: 'READY' });
    expect(await platformTask(here, 't2')).toMatchObject({ status: 'READY' });
  });
});

describe('a task that comes back', () => {
  it('is written again after we removed it ourselves (R-TASK-4)', async () => {
    const { here } = await withPerson();
    await save(here, aTask());
    await save(here, aTask({ status: 'SKIPPED' }));
    expect(ours(here)).toEqual([]);
    await save(here, aTask({ status: 'READY' }));
    expect(ours(here)).toHaveLength(1);
  });
});

describe('an account that shows no tasks', () => {
  it('lists them as refused, and writes them once it does (R-ERR-1, R-ERR-2)', async () => {
    const { here } = await withPerson();
    const user = (await here.store.getConnection(connectionId))?.userId ?? '';
    const hide = { user, object: 'Task', read: false, create: false, edit: false };
    here.simulator.setRules({ permissions: [hide] });
    await here.settle();
    await save(here, aTask());
    const filter = { connectionId, object: 'task', statuses: ['failed'] } as const;
    const { items } = await here.store.listOutcomes({ filter, first: 10, after: null });
    expect(items).toMatchObject([
      { item: { crmObject: 'Task', failure: { class: 'permission' } } },
    ]);
    here.simulator.setRules({ permissions: [] });
    await here.settle();
    await here.settle();
    expect(ours(here)).toHaveLength(1);
  });
});
