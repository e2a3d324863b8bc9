import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const create = async (org: OpenOrg, object: string, body: object): Promise<string> =>
  (await org.send('POST', `sobjects/${object}`, { body })).json.id;

const read = async (org: OpenOrg, object: string, id: string) =>
  (await org.send('GET', `sobjects/${object}/${id}`)).json;

const change = (org: OpenOrg, id: string, body: object) =>
  org.send('PATCH', `sobjects/EmailMessage/${id}`, { body });

const relationsOf = async (org: OpenOrg, id: string) =>
  (
    await org.query(
      `SELECT RelationType, RelationId, RelationAddress, RelationObjectType FROM EmailMessageRelation WHERE EmailMessageId = '${id}' ORDER BY RelationType, RelationAddress`,
    )
  ).json.records;

const sent = { Status: '3', Subject: 'Hello', TextBody: 'Hi', MessageIdentifier: '<1@a.example>' };

const openPeople = async (options: Parameters<typeof openOrg>[0] = {}) => {
  const org = await openOrg(options);
  const account = await create(org, 'Account', { Name: 'Acme' });
  const contact = await create(org, 'Contact', {
    LastName: 'Adler',
    Email: 'adler@acme.example',
    AccountId: account,
  });
  const lead = await create(org, 'Lead', {
    LastName: 'Lind',
    Company: 'Lind',
    Email: 'lind@lind.example',
  });
  return { org, account, contact, lead };
};

describe('an email', () => {
  it('is linked to its recipients and logged as a task', async () => {
    const { org, account, contact, lead } = await openPeople();
    const id = await create(org, 'EmailMessage', {
      ...sent,
      ToIds: [contact],
      CcIds: [lead],
      RelatedToId: account,
      MessageDate: '2026-05-01T10:00:00Z',
    });
    expect(await relationsOf(org, id)).toMatchObject([
      { RelationType: 'CcAddress', RelationId: lead, RelationObjectType: 'Lead' },
      {
        RelationType: 'ToAddress',
        RelationId: contact,
        RelationAddress: 'adler@acme.example',
        RelationObjectType: 'Contact',
      },
    ]);
    const message = await read(org, 'EmailMessage', id);
    expect(message).toMatchObject({ ToIds: [contact], CcIds: [lead], BccIds: null });
    expect(await read(org, 'Task', message.ActivityId)).toMatchObject({
      Subject: 'Email: Hello',
      TaskSubtype: 'Email',
      Type: 'Email',
      IsClosed: true,
      WhoId: contact,
      WhatId: account,
      AccountId: account,
      ActivityDate: '2026-05-01',
    });
  });

  it('to a lead logs a task about nothing else', async () => {
    const { org, account, lead } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, ToIds: [lead], RelatedToId: account });
    const { ActivityId } = await read(org, 'EmailMessage', id);
    expect(await read(org, 'Task', ActivityId)).toMatchObject({ WhoId: lead, WhatId: null });
  });

  it('takes only custom fields once it is sent', async () => {
    const { org, contact } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, ToIds: [contact] });
    for (const body of [{ Subject: 'x' }, { IsBounced: true }, { Status: '1' }, { ToIds: [] }]) {
      const refused = await change(org, id, body);
      expect([refused.status, refused.json[0].errorCode]).toEqual([
        400,
        'INSUFFICIENT_ACCESS_OR_READONLY',
      ]);
    }
    const opened = { Unify_Is_Opened__c: true, Unify_First_Opened_At__c: '2026-05-02T10:00:00Z' };
    expect((await change(org, id, { ...opened, IsExternallyVisible: true })).status).toBe(204);
    expect(await read(org, 'EmailMessage', id)).toMatchObject({
      Unify_Is_Opened__c: true,
      IsExternallyVisible: true,
    });
    const { json } = await org.query('SELECT COUNT() FROM Task');
    expect(json.totalSize).toBe(1);
  });

  it('goes from new to read, and nowhere else', async () => {
    const { org } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, Status: '0', Incoming: true });
    expect((await change(org, id, { Status: '2' })).status).toBe(400);
    expect((await change(org, id, { Status: '1' })).status).toBe(204);
    expect((await change(org, id, { Status: '0' })).status).toBe(400);
  });

  it('changes freely while it is a draft, and is logged when sent', async () => {
    const { org, contact, lead } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, Status: '5', ToIds: [contact, lead] });
    expect((await read(org, 'EmailMessage', id)).ActivityId).toBeNull();
    await change(org, id, { Subject: 'Later', ToIds: [] });
    expect(await relationsOf(org, id)).toEqual([]);
    await change(org, id, { ToIds: [lead] });
    expect((await change(org, id, { Status: '3' })).status).toBe(204);
    const { ActivityId, ToIds } = await read(org, 'EmailMessage', id);
    expect(ToIds).toEqual([lead]);
    expect(await read(org, 'Task', ActivityId)).toMatchObject({
      Subject: 'Email: Later',
      WhoId: lead,
    });
  });

  it('keeps what is given only at its creation', async () => {
    const { org, contact } = await openPeople();
    const task = await create(org, 'Task', { Subject: 'x' });
    const own = await org.send('POST', 'sobjects/EmailMessage', {
      body: { ...sent, ActivityId: task },
    });
    expect(own.json[0].errorCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    const id = await create(org, 'EmailMessage', { ...sent, Status: '5' });
    for (const body of [{ Incoming: true }, { FromId: contact }, { ActivityId: task }]) {
      expect((await change(org, id, body)).json[0].errorCode).toBe(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
      );
    }
  });

  it('has a sender by a relation of its own', async () => {
    const { org, contact } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, ToIds: [contact] });
    const { person } = org.simulator.report.users;
    const from = { EmailMessageId: id, RelationType: 'FromAddress', RelationId: person };
    const relation = await create(org, 'EmailMessageRelation', from);
    expect((await relationsOf(org, id))[0]).toMatchObject({
      RelationType: 'FromAddress',
      RelationAddress: 'sim.person@sim.example',
      RelationObjectType: 'User',
    });
    const body = { RelationId: contact };
    const path = `sobjects/EmailMessageRelation/${relation}`;
    expect((await org.send('PATCH', path, { body })).json[0].errorCode).toBe(
      'INSUFFICIENT_ACCESS_OR_READONLY',
    );
    const user = org.simulator.report.users.integration;
    org.simulator.setRules({ userPermissions: [{ user, updateEmailMessages: true }] });
    expect((await org.send('PATCH', path, { body })).status).toBe(204);
  });

  it('that came in is logged for its sender once that is linked', async () => {
    const { org, account, contact } = await openPeople();
    const { person } = org.simulator.report.users;
    const body = { ...sent, Status: '1', Incoming: true, ToIds: [person] };
    const id = await create(org, 'EmailMessage', body);
    const { ActivityId } = await read(org, 'EmailMessage', id);
    expect((await read(org, 'Task', ActivityId)).WhoId).toBeNull();
    const from = { EmailMessageId: id, RelationType: 'FromAddress', RelationId: contact };
    await create(org, 'EmailMessageRelation', from);
    expect(await read(org, 'Task', ActivityId)).toMatchObject({
      WhoId: contact,
      AccountId: account,
    });
  });

  it('may be there twice: message identifiers are found, not unique', async () => {
    const { org } = await openPeople();
    await create(org, 'EmailMessage', sent);
    await create(org, 'EmailMessage', sent);
    const where = "WHERE MessageIdentifier IN ('<1@a.example>')";
    expect((await org.query(`SELECT Id FROM EmailMessage ${where}`)).json.totalSize).toBe(2);
    const html = await org.query("SELECT Id FROM EmailMessage WHERE HtmlBody LIKE '%x%'");
    expect(html.json[0].errorCode).toBe('INVALID_FIELD');
    const lists = await org.query(`SELECT Id FROM EmailMessage WHERE ToIds = 'x'`);
    expect(lists.status).toBe(400);
  });

  it('holds 32,000 characters of text and 131,072 of HTML', async () => {
    const { org } = await openPeople();
    const body = { ...sent, TextBody: 'x'.repeat(32_000), HtmlBody: 'x'.repeat(131_072) };
    expect((await org.send('POST', 'sobjects/EmailMessage', { body })).status).toBe(201);
    const long = { ...sent, HtmlBody: 'x'.repeat(131_073) };
    const refused = await org.send('POST', 'sobjects/EmailMessage', { body: long });
    expect(refused.json[0].errorCode).toBe('STRING_TOO_LONG');
  });

  it('takes the right to edit tasks', async () => {
    const { org } = await openPeople();
    const user = org.simulator.report.users.integration;
    org.simulator.setRules({ permissions: [{ user, object: 'Task', edit: false }] });
    const refused = await org.send('POST', 'sobjects/EmailMessage', { body: sent });
    expect(refused.json[0].errorCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect((await org.query('SELECT COUNT() FROM EmailMessage')).json.totalSize).toBe(0);
  });

  it('goes with its task, and the other way round', async () => {
    const { org, contact } = await openPeople();
    const ids = [
      await create(org, 'EmailMessage', { ...sent, ToIds: [contact] }),
      await create(org, 'EmailMessage', sent),
    ];
    const [first = '', second = ''] = ids;
    const task = (await read(org, 'EmailMessage', first)).ActivityId;
    await org.send('DELETE', `sobjects/Task/${task}`);
    await org.send('DELETE', `sobjects/EmailMessage/${second}`);
    for (const object of ['EmailMessage', 'EmailMessageRelation', 'Task']) {
      expect((await org.query(`SELECT COUNT() FROM ${object}`)).json.totalSize).toBe(0);
    }
  });

  it('comes back with its task and its recipients', async () => {
    const { org, contact } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, ToIds: [contact] });
    const task = (await read(org, 'EmailMessage', id)).ActivityId;
    for (const ref of [
      { object: 'EmailMessage', id },
      { object: 'Task', id: task },
    ]) {
      org.simulator.org.remove(ref);
      org.simulator.org.undelete(ref);
      expect(await read(org, 'EmailMessage', id)).toMatchObject({
        ActivityId: task,
        ToIds: [contact],
      });
      expect(await read(org, 'Task', task)).toMatchObject({ WhoId: contact });
    }
    const undeleted = { object: 'Task', kind: 'undeleted' };
    expect(org.simulator.history.list(undeleted)).toHaveLength(2);
  });

  it('stays out of sight with its task until its transaction commits', async () => {
    const { org, contact } = await openPeople();
    const { org: direct } = org.simulator;
    const transaction = direct.begin();
    direct.insert('EmailMessage', { ...sent, ToIds: [contact] }, { transaction });
    const objects = ['EmailMessage', 'EmailMessageRelation', 'Task'];
    const counts = () => objects.map((object) => direct.ids(object).length);
    expect(counts()).toEqual([0, 0, 0]);
    direct.commit(transaction);
    expect(counts()).toEqual([1, 1, 1]);
    const [task] = direct.ids('Task');
    const [id = ''] = direct.ids('EmailMessage');
    expect(await read(org, 'EmailMessage', id)).toMatchObject({ ActivityId: task });
  });

  it('leaves nothing behind where all or none were wanted', async () => {
    const { org, contact } = await openPeople();
    const attributes = { type: 'EmailMessage' };
    const records = [
      { attributes, ...sent, ToIds: [contact] },
      { attributes, ...sent, Status: '9' },
    ];
    const { json } = await org.send('POST', 'composite/sobjects', {
      body: { allOrNone: true, records },
    });
    expect(json.map(({ success }: { success: boolean }) => success)).toEqual([false, false]);
    for (const object of ['EmailMessage', 'EmailMessageRelation', 'Task']) {
      expect(org.simulator.org.ids(object)).toEqual([]);
    }
    const { LastActivityDate } = await read(org, 'Contact', contact);
    expect(LastActivityDate).toBeNull();
  });

  it('keeps the address of a person who is deleted', async () => {
    const { org, contact } = await openPeople();
    const id = await create(org, 'EmailMessage', { ...sent, ToIds: [contact] });
    await org.send('DELETE', `sobjects/Contact/${contact}`);
    expect(await relationsOf(org, id)).toMatchObject([
      { RelationId: null, RelationAddress: 'adler@acme.example' },
    ]);
    expect((await read(org, 'EmailMessage', id)).ToIds).toBeNull();
  });

  it('of an unknown person is refused as a whole', async () => {
    const { org } = await openPeople();
    const body = { ...sent, ToIds: ['0035e0000zzzzzzAAA'] };
    const refused = await org.send('POST', 'sobjects/EmailMessage', { body });
    expect(refused.json[0].errorCode).toBe('INVALID_CROSS_REFERENCE_KEY');
    expect((await org.query('SELECT COUNT() FROM EmailMessage')).json.totalSize).toBe(0);
    expect(org.simulator.history.list({ object: 'EmailMessage' })).toEqual([]);
  });
});

describe('an org without Enhanced Email', () => {
  it('has no relations, no lists of recipients, and emails of cases alone', async () => {
    const { org } = await openPeople({ rules: { enhancedEmail: false } });
    const { sobjects } = (await org.send('GET', 'sobjects')).json;
    const names = sobjects.map(({ name }: { name: string }) => name);
    expect(names).toContain('EmailMessage');
    expect(names).not.toContain('EmailMessageRelation');
    const { fields } = (await org.send('GET', 'sobjects/EmailMessage/describe')).json;
    const own = fields.map(({ name }: { name: string }) => name);
    for (const name of ['ToIds', 'CcIds', 'BccIds', 'RelatedToId']) expect(own).not.toContain(name);
    const relation = await org.query('SELECT Id FROM EmailMessageRelation');
    expect(relation.json[0].errorCode).toBe('INVALID_TYPE');
    const refused = await org.send('POST', 'sobjects/EmailMessage', { body: sent });
    expect(refused.json[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
  });

  it('describes what it has otherwise', async () => {
    const { org } = await openPeople();
    const { fields, childRelationships } = (await org.send('GET', 'sobjects/EmailMessage/describe'))
      .json;
    const named = (name: string) => fields.find((field: { name: string }) => field.name === name);
    expect(named('Subject')).toMatchObject({ updateable: true, length: 3000 });
    expect(named('ToIds')).toMatchObject({
      createable: true,
      updateable: true,
      filterable: false,
      referenceTo: ['Contact', 'Lead', 'User'],
    });
    expect(named('Incoming')).toMatchObject({ createable: true, updateable: false });
    expect(named('HasAttachment')).toMatchObject({ createable: false, updateable: false });
    expect(childRelationships).toContainEqual(
      expect.objectContaining({
        childSObject: 'EmailMessageRelation',
        junctionIdListNames: ['BccIds', 'CcIds', 'ToIds'],
      }),
    );
  });
});
