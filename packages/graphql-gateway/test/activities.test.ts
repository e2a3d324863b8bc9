import { describe, expect, it } from 'vitest';
import { createWideFixture } from './wide-fixture.ts';

const { ask, crm, read, write } = await createWideFixture();
// A read that is due goes before every write.
await read();

const sync = (input: object) =>
  ask(
    `mutation M($input: SyncPersonInput!) {
      syncPerson(input: $input) {
        ... on SyncPersonSuccess {
          person {
            id
            mostRecentSequenceStatus initialReplyClassification mostRecentReplyClassification
            fields { key value }
          }
        }
        ... on InvalidInput { problems { field message } }
      }
    }`,
    { input },
  );

const record = (email: object, more: object = {}) =>
  ask(
    `mutation M($input: RecordEmailMessageInput!) {
      recordEmailMessage(input: $input) {
        __typename
        ... on RecordEmailMessageSuccess {
          emailMessage {
            id platformId messageId direction origin sentAt subject isBounced clickCount
            person { email }
          }
          outcomeIds
        }
        ... on InvalidInput { problems { field message remedy } }
        ... on NotFound { id remedy }
      }
    }`,
    { input: { email, ...more } },
  );

const save = (task: object) =>
  ask(
    `mutation M($input: SaveTaskInput!) {
      saveTask(input: $input) {
        __typename
        ... on SaveTaskSuccess {
          task { id platformId subject type status priority dueAt person { email } }
          outcomeIds
        }
        ... on InvalidInput { problems { field message remedy } }
      }
    }`,
    { input: { task } },
  );

const outcomes = async (field: string, id: string) => {
  const { data, errors } = await ask(
    `query Q($id: ID!) {
      ${field}(id: $id) {
        links { crmObject createdByUs }
        outcomes { id status reason message remedy object record { __typename } }
      }
    }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data[field];
};

const welcome = {
  id: 'mail-1',
  person: 'Ada@Acme.com',
  messageId: '<1@us.example>',
  direction: 'OUTBOUND',
  origin: 'AUTOMATIC',
  sender: 'rep@us.example',
  recipients: 'ada@acme.com',
  sentAt: '2026-03-24T11:00:00+01:00',
  subject: 'Welcome',
};

describe('recordEmailMessage', () => {
  it('keeps an email until its person is in the CRM (R-EMAIL-3)', async () => {
    const { data } = await record(welcome, { play: 'Welcome', sequence: 'Onboarding' });
    const { emailMessage, outcomeIds } = data.recordEmailMessage;
    expect(emailMessage).toMatchObject({
      platformId: 'mail-1',
      messageId: '<1@us.example>',
      direction: 'OUTBOUND',
      origin: 'AUTOMATIC',
      sentAt: '2026-03-24T10:00:00.000Z',
      isBounced: null,
      person: { email: 'ada@acme.com' },
    });
    await write();
    expect(await outcomes('emailMessage', 'mail-1')).toMatchObject({
      links: [],
      outcomes: [
        {
          id: outcomeIds[0],
          status: 'WAITING',
          reason: 'PERSON',
          message: 'The person is not in the CRM yet; an email or a task alone never creates one.',
          remedy: 'Sync the person to the CRM, or wait until a read finds them there.',
          object: 'EMAIL_MESSAGE',
          record: { __typename: 'EmailMessage' },
        },
      ],
    });
    await sync({ person: { email: 'ada@acme.com', lastName: 'Lovelace' } });
    await write();
    expect(crm.state.all('Email')).toHaveLength(1);
    expect(await outcomes('emailMessage', emailMessage.id)).toMatchObject({
      links: [{ crmObject: 'Email', createdByUs: true }],
      outcomes: [{ status: 'CREATED' }],
    });
  });

  it('adds what happened since (R-EMAIL-2)', async () => {
    const bounce = { id: 'mail-1', person: 'ada@acme.com', isBounced: true, clickCount: 2 };
    const { data } = await record(bounce);
    expect(data.recordEmailMessage.emailMessage).toMatchObject({
      subject: 'Welcome',
      isBounced: true,
      clickCount: 2,
    });
    await write();
    expect(crm.state.all('Email')[0]?.fields).toMatchObject({
      Subject: 'Welcome',
      Bounced__c: true,
    });
  });

  it('lists an email from outside as skipped (R-EMAIL-1)', async () => {
    const other = { ...welcome, id: 'mail-2', messageId: '<2@us.example>', origin: 'OUTSIDE' };
    await record(other);
    await write();
    expect((await outcomes('emailMessage', 'mail-2')).outcomes).toMatchObject([
      { status: 'SKIPPED', reason: 'SENT_OUTSIDE' },
    ]);
    const { data } = await ask(`{
      outcomes(first: 9, filter: { object: EMAIL_MESSAGE, status: [SKIPPED] }) {
        edges { node { crmObject record { ... on EmailMessage { platformId } } } }
      }
      byCrm: outcomes(first: 9, filter: { crmObject: "Task" }) { totalCount }
    }`);
    expect(data.outcomes.edges).toEqual([
      { node: { crmObject: 'Email', record: { platformId: 'mail-2' } } },
    ]);
    expect(data.byCrm.totalCount).toBe(0);
  });

  it('names every field that is missing or wrong', async () => {
    const { data } = await record({ id: 'mail-3', person: 'nobody', messageId: '<1@us.example>' });
    const { problems } = data.recordEmailMessage;
    expect(problems.map((one: { field: string }) => one.field).toSorted()).toEqual([
      'input.email.direction',
      'input.email.messageId',
      'input.email.origin',
      'input.email.person',
      'input.email.recipients',
      'input.email.sender',
      'input.email.sentAt',
    ]);
    const wrong = await record({ ...welcome, id: 'mail-4', sentAt: 'yesterday' });
    expect(wrong.errors?.[0].extensions).toMatchObject({ field: 'input.email.sentAt' });
    const nowhere = await record(welcome, { connectionIds: ['c9'] });
    expect(nowhere.data.recordEmailMessage).toMatchObject({ __typename: 'NotFound', id: 'c9' });
  });
});

describe('tasks', () => {
  const call = {
    id: 'task-1',
    person: 'ada@acme.com',
    type: 'PHONE_CALL',
    status: 'READY',
    priority: 'URGENT',
    subject: 'Call Ada',
    dueAt: '2026-03-25T09:00:00Z',
  };

  it('are written, and changed when saved again (R-TASK-1)', async () => {
    const { data } = await save(call);
    expect(data.saveTask.task).toMatchObject({
      platformId: 'task-1',
      type: 'PHONE_CALL',
      status: 'READY',
      priority: 'URGENT',
      dueAt: '2026-03-25T09:00:00.000Z',
      person: { email: 'ada@acme.com' },
    });
    await write();
    await save({ id: 'task-1', person: 'ada@acme.com', status: 'COMPLETED' });
    await write();
    expect(crm.state.all('Task')[0]?.fields).toMatchObject({ Subject: 'Call Ada', Done: true });
    expect(await outcomes('task', 'task-1')).toMatchObject({
      links: [{ crmObject: 'Task', createdByUs: true }],
    });
  });

  it('say what is missing, and what a type can be', async () => {
    const { data } = await save({ id: 'task-2', person: 'ada@acme.com' });
    expect(data.saveTask.problems.map((one: { field: string }) => one.field)).toEqual([
      'input.task.type',
      'input.task.status',
      'input.task.subject',
    ]);
    const { errors } = await save({ ...call, type: 'DANCE' });
    expect(errors?.[0].extensions).toMatchObject({ field: 'input.task.type' });
  });

  it('are removed from the CRM when deleted, by either id (R-TASK-4)', async () => {
    const remove = (id: string) =>
      ask(
        `mutation M($id: ID!) {
          deleteTask(input: { id: $id }) {
            __typename
            ... on DeleteTaskSuccess { task { id status } outcomeIds }
            ... on NotFound { id message remedy }
          }
        }`,
        { id },
      );
    const { data } = await remove('task-1');
    expect(data.deleteTask).toMatchObject({
      __typename: 'DeleteTaskSuccess',
      task: { status: 'DELETED' },
    });
    expect(data.deleteTask.outcomeIds).toHaveLength(1);
    await write();
    expect(crm.state.all('Task')[0]?.removed).toBe(true);
    const again = await remove(data.deleteTask.task.id);
    expect(again.data.deleteTask.task.status).toBe('DELETED');
    expect((await remove('none')).data.deleteTask).toMatchObject({
      __typename: 'NotFound',
      id: 'none',
    });
  });

  it('and emails are listed, by person too', async () => {
    const { data: known } = await ask('{ person(email: "ada@acme.com") { id } }');
    const { data, errors } = await ask(
      `query Q($personId: ID!) {
        tasks(first: 9, filter: { personId: $personId }) { edges { node { platformId } } }
        emailMessages(first: 1) { edges { node { platformId } } pageInfo { hasNextPage } }
        other: emailMessages(first: 9, filter: { personId: "none" }) { edges { cursor } }
        person(id: $personId) {
          tasks(first: 9) { platformId fields { key label value } }
          emailMessages(first: 1) { platformId outcomes { status } }
        }
        task(id: "mail-1") { id }
        emailMessage(id: "<1@us.example>") { platformId }
      }`,
      { personId: known.person.id },
    );
    expect(errors).toBeUndefined();
    expect(data.tasks.edges).toEqual([{ node: { platformId: 'task-1' } }]);
    expect(data.emailMessages.pageInfo.hasNextPage).toBe(true);
    expect(data.other.edges).toEqual([]);
    expect(data.person.tasks).toMatchObject([{ platformId: 'task-1' }]);
    expect(data.person.tasks[0].fields).toContainEqual({
      key: 'subject',
      label: 'Subject',
      value: 'Call Ada',
    });
    expect(data.person.emailMessages).toHaveLength(1);
    expect(data.task).toBeNull();
    expect(data.emailMessage).toEqual({ platformId: 'mail-1' });
    const foreign = await ask('query Q($id: ID!) { task(id: $id) { id } }', known.person);
    expect(foreign.data).toEqual({ task: null });
  });
});

describe('syncPerson', () => {
  it('takes what a sequence and a reply say of a person', async () => {
    const { data } = await sync({
      person: { email: 'grace@navy.org', lastName: 'Hopper' },
      sequence: 'Onboarding',
      sequenceStepAt: '2026-03-24T10:00:00Z',
      sequenceStatus: 'IN_PROGRESS_STARTED',
      replyClassification: 'POSITIVE',
      replyTags: ['Pricing', 'Later'],
    });
    const { person } = data.syncPerson;
    expect(person).toMatchObject({
      mostRecentSequenceStatus: 'IN_PROGRESS_STARTED',
      initialReplyClassification: 'POSITIVE',
      mostRecentReplyClassification: 'POSITIVE',
    });
    const value = (key: string) =>
      person.fields.find((one: { key: string }) => one.key === key).value;
    expect(value('mostRecentSequence')).toBe('Onboarding');
    expect(value('mostRecentSequenceStepAt')).toBe('2026-03-24T10:00:00.000Z');
    expect(value('mostRecentSequenceStatus')).toBe('In Progress – Started');
    expect(value('mostRecentReplyTags')).toBe('Pricing, Later');
  });
});
