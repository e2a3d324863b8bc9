import type { DraftLink, RemoteId, TaskContent } from '@concord/core/contract';
import { toInstant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { salesforce } from '../../src/index.ts';
import { createdByUs, idOf, openStage, readPass, type Stage } from './open-stage.ts';

const { Task } = salesforce.objects;
const fields = ['Subject', ...Task.alwaysRead];
const statuses = [
  { apiName: 'Offen', isClosed: false, isDefault: true },
  { apiName: 'Erledigt', isClosed: true, isDefault: false },
  { apiName: 'Completed', isClosed: false, isDefault: false },
];

const call: TaskContent = {
  kind: 'call',
  subject: 'Call Ada',
  note: 'Ask about engines',
  isDone: false,
  priority: 'high',
  dueAt: toInstant(Date.parse('2026-03-27T23:30:00Z')),
  endedAt: null,
};

const layOut = async ({ context }: Stage, task: TaskContent) =>
  Task.activities.task(task, await Task.describe(context));

const addPeople = ({ crm }: Stage) => {
  const account = crm.org.insert('Account', { Name: 'Acme' });
  const contact = crm.org.insert('Contact', { LastName: 'Lovelace', AccountId: account });
  const lead = crm.org.insert('Lead', { LastName: 'Byron', Company: 'Acme' });
  return { account, contact, lead };
};

const link = (role: DraftLink['role'], object: string, id: string): DraftLink => ({
  role,
  object,
  id: id as RemoteId,
});

const openWithCall = async (options: SimulatorOptions = {}) => {
  const stage = await openStage(options);
  const people = addPeople(stage);
  const draft = {
    fields: await layOut(stage, call),
    links: [link('person', 'Contact', people.contact)],
  };
  return { stage, draft, ...people };
};

const held = ({ crm }: Stage, id: string) => crm.org.read({ object: 'Task', id });

describe('a new task', () => {
  it('looks as the standard layout says (R-TASK-3)', async () => {
    const { stage, draft } = await openWithCall();
    const id = idOf(await Task.write.create.call(stage.context, [draft]));
    expect(held(stage, id)).toMatchObject({
      Subject: 'Call Ada',
      Description: 'Ask about engines',
      TaskSubtype: 'Call',
      Priority: 'High',
      Status: 'Not Started',
      ActivityDate: '2026-03-27',
      IsClosed: false,
    });
  });

  it('hangs on its contact, account and owner (R-TASK-2)', async () => {
    const { stage, draft, account, contact } = await openWithCall();
    const [, owner = ''] = stage.crm.report.users.owners;
    const links = [
      ...draft.links,
      link('company', 'Account', account),
      link('owner', 'User', owner),
    ];
    const id = idOf(await Task.write.create.call(stage.context, [{ ...draft, links }]));
    expect(held(stage, id)).toMatchObject({ WhoId: contact, WhatId: account, OwnerId: owner });
  });

  it('of a lead hangs on no account (R-TASK-2)', async () => {
    const { stage, draft, account, lead } = await openWithCall();
    const links = [link('person', 'Lead', lead), link('company', 'Account', account)];
    const id = idOf(await Task.write.create.call(stage.context, [{ ...draft, links }]));
    expect(held(stage, id)).toMatchObject({ WhoId: lead, WhatId: null });
  });

  it('that is done has a status that closes it, whatever its name (R-TASK-3)', async () => {
    const { stage, draft } = await openWithCall({ rules: { taskStatuses: statuses } });
    const done = { ...draft, fields: await layOut(stage, { ...call, isDone: true }) };
    const results = await Task.write.create.call(stage.context, [draft, done]);
    expect(results.map((one) => one.ok && held(stage, one.id))).toMatchObject([
      { Status: 'Offen', IsClosed: false },
      { Status: 'Erledigt', IsClosed: true },
    ]);
  });

  it('ends a subject where its field does', async () => {
    const { stage } = await openWithCall();
    const { Subject } = await layOut(stage, { ...call, subject: `${'x'.repeat(254)}😀` });
    expect(Subject).toBe('x'.repeat(254));
  });

  it('of a converted lead is refused, and not created', async () => {
    const { stage, draft, lead } = await openWithCall();
    stage.crm.org.convert({ leadId: lead });
    const links = [link('person', 'Lead', lead)];
    const [result] = await Task.write.create.call(stage.context, [{ ...draft, links }]);
    expect(result).toMatchObject({ ok: false, error: { code: 'not-found', effect: 'none' } });
    expect(createdByUs(stage, 'Task')).toEqual([]);
  });

  it('of an email that a rep wrote is done, and says what it said (R-EMAIL-4)', async () => {
    const { stage, draft } = await openWithCall();
    const sentAt = toInstant(Date.parse('2026-03-24T09:00:00Z'));
    const drafted = {
      ...draft,
      fields: await layOut(stage, {
        ...call,
        kind: 'email',
        subject: 'Engines',
        note: 'Dear Ada',
        isDone: true,
        dueAt: sentAt,
        endedAt: sentAt,
      }),
    };
    const id = idOf(await Task.write.create.call(stage.context, [drafted]));
    expect(held(stage, id)).toMatchObject({
      Subject: 'Engines',
      Description: 'Dear Ada',
      TaskSubtype: 'Email',
      ActivityDate: '2026-03-24',
      IsClosed: true,
    });
  });
});

describe('a lost create of a task', () => {
  it('is found by whose it is, what it says and who made it (R-DUP-1)', async () => {
    const { stage, draft } = await openWithCall({ productFields: false });
    const since = toInstant(stage.crm.clock.now());
    const lost = { draft, since, userId: stage.us };
    expect(await Task.write.findCreated(stage.context, lost)).toEqual([]);
    const match = { path: '/composite/sobjects' };
    stage.crm.faults.add({ kind: 'reset', when: 'after', match, times: 1 });
    const work = Task.write.create.call(stage.context, [draft]);
    await expect(work).rejects.toMatchObject({ effect: 'unknown' });
    const found = await Task.write.findCreated(stage.context, lost);
    expect(found.map(({ id }) => id)).toEqual(createdByUs(stage, 'Task'));
    expect(found).toHaveLength(1);
  });

  it('is not taken for an older task, or for one that differs or is another user’s', async () => {
    const { stage, draft, contact } = await openWithCall({ productFields: false });
    await Task.write.create.call(stage.context, [draft]);
    stage.crm.clock.advance(5000);
    const since = toInstant(stage.crm.clock.now());
    const other = { ...draft, fields: { ...draft.fields, ActivityDate: '2026-03-30' } };
    const otherCase = { ...draft, fields: { ...draft.fields, Subject: 'CALL ADA' } };
    await Task.write.create.call(stage.context, [other, otherCase, { fields: draft.fields }]);
    stage.crm.org.insert('Task', { ...draft.fields, WhoId: contact });
    const lost = { draft, since, userId: stage.us };
    expect(await Task.write.findCreated(stage.context, lost)).toEqual([]);
  });
});

describe('what becomes of tasks', () => {
  it('is read from connecting on, and not before (R-TASK-5)', async () => {
    const { stage, draft } = await openWithCall();
    stage.crm.org.insert('Task', { Subject: 'Long ago' });
    stage.crm.clock.advance(3_600_000);
    const first = await readPass(stage, Task.read, { fields });
    expect([...first.latest.keys()]).toEqual([]);
    const id = idOf(await Task.write.create.call(stage.context, [draft]));
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Task.read, { fields, from: first.cursor });
    expect([...latest.keys()]).toEqual([id]);
  });

  it('is never missed for a transaction that was open when the first read began', async () => {
    const { stage } = await openWithCall();
    const long = stage.crm.org.begin();
    const late = stage.crm.org.insert('Task', { Subject: 'Late' }, { transaction: long });
    stage.crm.clock.advance(3_600_000);
    const first = await readPass(stage, Task.read, { fields });
    stage.crm.org.commit(long);
    stage.crm.clock.advance(120_000);
    const { latest } = await readPass(stage, Task.read, { fields, from: first.cursor });
    expect(latest.has(late)).toBe(true);
  });

  const stateOf = async (stage: Stage, id: string) => {
    const ids = [id as RemoteId];
    const [record] = await Task.write.get(stage.context, { ids, fields });
    if (!record) throw new Error('no such task');
    return Task.activities.read(record.fields);
  };

  it('is told by what its status means, and never by its name (R-TASK-5)', async () => {
    const { stage, draft, contact } = await openWithCall({ rules: { taskStatuses: statuses } });
    const id = idOf(await Task.write.create.call(stage.context, [draft]));
    const open = { isDone: false, endedAt: null, isCall: true, people: [contact] };
    expect(await stateOf(stage, id)).toEqual(open);
    stage.crm.org.update({ object: 'Task', id }, { Status: 'Completed' });
    expect(await stateOf(stage, id)).toEqual(open);
    stage.crm.clock.advance(60_000);
    stage.crm.org.update({ object: 'Task', id }, { Status: 'Erledigt' });
    const endedAt = '2026-03-24T10:01:00.000Z';
    expect(await stateOf(stage, id)).toEqual({ ...open, isDone: true, endedAt });
  });

  it('is a call where a dialer made it (R-TASK-6)', async () => {
    const { stage, contact } = await openWithCall();
    const status = { Subject: 'Call', Status: 'Completed', WhoId: contact };
    const dialed = stage.crm.org.insert('Task', { ...status, CallType: 'Outbound' });
    const subtype = stage.crm.org.insert('Task', { ...status, TaskSubtype: 'Call' });
    const other = stage.crm.org.insert('Task', status);
    const states = await Promise.all([dialed, subtype, other].map((id) => stateOf(stage, id)));
    expect(states.map((state) => state?.isCall)).toEqual([true, true, false]);
    expect(states.every((state) => state?.isDone === true)).toBe(true);
  });

  it('is nothing where it is an email (R-TASK-7)', async () => {
    const { stage } = await openWithCall();
    const mail = { Subject: 'Email', Status: 'Completed', TaskSubtype: 'Email' };
    expect(await stateOf(stage, stage.crm.org.insert('Task', mail))).toBeNull();
  });
});

describe('a task that is there', () => {
  it('is left as a person changed it since it was read (R-OVERWRITE-7)', async () => {
    const { stage, draft } = await openWithCall();
    const id = idOf(await Task.write.create.call(stage.context, [draft]));
    stage.crm.clock.advance(5000);
    const [read] = await Task.write.get(stage.context, { ids: [id], fields });
    stage.crm.org.update({ object: 'Task', id }, { Subject: 'Typed' });
    const change = { id, fields: { Subject: 'Ours' }, revision: read?.revision ?? '' };
    const [result] = await Task.write.guard.call(stage.context, [change]);
    expect(result).toMatchObject({ error: { code: 'conflict' } });
    expect(held(stage, id)).toMatchObject({ Subject: 'Typed' });
  });

  it('goes to the bin once, however often it is removed (R-TASK-4)', async () => {
    const { stage, draft } = await openWithCall();
    const id = idOf(await Task.write.create.call(stage.context, [draft]));
    const unknown = '00T000000000999EAA' as RemoteId;
    const before = stage.crm.wire.count;
    const remove = () => Task.write.remove.call(stage.context, [id, unknown]);
    const gone = [id, unknown].map((one) => ({ ok: true, id: one }));
    expect(await remove()).toEqual(gone);
    expect(stage.crm.wire.count).toBe(before + 1);
    expect(held(stage, id)).toMatchObject({ IsDeleted: true });
    expect(await remove()).toEqual(gone);
    expect(stage.crm.history.list().filter(({ kind }) => kind === 'deleted')).toHaveLength(1);
  });
});
