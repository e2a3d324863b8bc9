import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

const open = () => createWorld({ crm: createMemoryCrm(crmObjects) });

const ada = 'ada@acme.com';

const email = {
  id: 'e1',
  person: ada,
  fields: {
    messageId: '<e1@us.com>',
    direction: 'outbound',
    origin: 'automatic',
    sender: 'rep@us.com',
    recipients: ada,
    sentAt: '2026-01-01T00:00:00.000Z',
  },
};

const task = {
  id: 't1',
  person: ada,
  fields: { type: 'ACTION_ITEM', status: 'READY', subject: 'S' },
};

describe('recordEmailMessage', () => {
  it.each([
    ['email.id', { ...email, id: ' ' }],
    ['email.id', { ...email, id: 'x'.repeat(256) }],
    ['email.person', { ...email, person: 'nobody' }],
    ['email.fields.messageId', { ...email, fields: { ...email.fields, messageId: null } }],
    ['email.fields.direction', { ...email, fields: { ...email.fields, direction: 'sideways' } }],
    ['email.fields.sentAt', { ...email, fields: { ...email.fields, sentAt: 'yesterday' } }],
    ['email.fields.colour', { ...email, fields: { ...email.fields, colour: 'red' } }],
  ])('names %s and a remedy, and stores nothing', async (field, input) => {
    const world = await open();
    const answer = await world.engine.recordEmailMessage(input, {});
    expect(answer).toMatchObject({ ok: false, problems: [{ field }] });
    const problems = answer.ok ? [] : answer.problems;
    for (const { message, remedy } of problems) expect(message && remedy).not.toBe('');
    expect(await world.store.findRecord('emailMessage', 'e1')).toBeNull();
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('names all that is missing at once', async () => {
    const world = await open();
    const answer = await world.engine.recordEmailMessage({ id: 'e1', person: ada, fields: {} }, {});
    expect(answer.ok ? [] : answer.problems.map(({ field }) => field)).toEqual([
      'email.fields.messageId',
      'email.fields.direction',
      'email.fields.origin',
      'email.fields.sender',
      'email.fields.recipients',
      'email.fields.sentAt',
    ]);
  });

  it('takes only what changed once the email is known', async () => {
    const world = await open();
    await world.engine.recordEmailMessage(email, {});
    const later = { id: 'e1', person: ada, fields: { clickCount: 1 } };
    expect(await world.engine.recordEmailMessage(later, {})).toMatchObject({ ok: true });
    expect((await world.store.findRecord('emailMessage', '<e1@us.com>'))?.fields).toMatchObject({
      clickCount: 1,
      sender: 'rep@us.com',
    });
  });

  it('refuses the message id of another email (R-DUP-6)', async () => {
    const world = await open();
    await world.engine.recordEmailMessage(email, {});
    const answer = await world.engine.recordEmailMessage({ ...email, id: 'e2' }, {});
    expect(answer).toMatchObject({
      ok: false,
      problems: [{ field: 'email.fields.messageId', message: 'belongs to the email e1' }],
    });
  });

  it('refuses a connection that there is not', async () => {
    const world = await open();
    const answer = await world.engine.recordEmailMessage(email, { connectionIds: ['none'] });
    expect(answer).toMatchObject({ ok: false });
    expect(await world.store.findRecord('emailMessage', 'e1')).toBeNull();
  });
});

describe('saveTask', () => {
  it.each([
    ['task.fields.type', { ...task, fields: { ...task.fields, type: 'DANCE' } }],
    ['task.fields.status', { ...task, fields: { ...task.fields, status: 'SOON' } }],
    ['task.fields.subject', { ...task, fields: { ...task.fields, subject: null } }],
    ['task.fields.dueAt', { ...task, fields: { ...task.fields, dueAt: 5 } }],
    ['task.person', { ...task, person: '' }],
  ])('names %s', async (field, input) => {
    const world = await open();
    const answer = await world.engine.saveTask(input, {});
    expect(answer).toMatchObject({ ok: false, problems: [{ field }] });
    expect(await world.store.findRecord('task', 't1')).toBeNull();
  });

  it('keeps a person who was not known, and writes nobody (R-EMAIL-3)', async () => {
    const world = await open();
    await world.engine.saveTask(task, {});
    await world.write();
    expect(await world.store.findRecord('person', ada)).toMatchObject({ keys: [ada] });
    expect(world.ourChanges()).toEqual([]);
  });
});

describe('deleteTask', () => {
  it('names an id that it does not know', async () => {
    const world = await open();
    expect(await world.engine.deleteTask('t9')).toMatchObject({
      ok: false,
      problems: [{ field: 'id', remedy: 'give the id that the task was saved under' }],
    });
  });

  it('told twice removes once (R-TASK-4)', async () => {
    const world = await open();
    world.insert('Person', { Email: ada, LastName: 'Lee' });
    await world.read();
    await world.engine.saveTask(task, {});
    await world.write();
    await world.engine.deleteTask('t1');
    await world.write();
    await world.engine.deleteTask('t1');
    await world.write();
    const removals = world.ourChanges().filter(({ kind }) => kind === 'removed');
    expect(removals).toHaveLength(1);
  });
});
