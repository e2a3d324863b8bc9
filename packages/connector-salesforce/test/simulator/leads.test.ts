import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const Email = 'ada@acme.example';
const ada = { FirstName: 'Ada', LastName: 'Adler', Company: 'Acme', Email };

const openLead = async (values: Record<string, unknown> = {}) => {
  const org = await openOrg();
  const { org: direct } = org.simulator;
  const id = direct.insert('Lead', { ...ada, ...values });
  const read = (object: string, recordId: string) => direct.read({ object, id: recordId }) ?? {};
  return { ...org, direct, id, read };
};

describe('a lead', () => {
  it('is described as an org describes it', async () => {
    const { send } = await openOrg();
    const { fields } = (await send('GET', 'sobjects/Lead/describe')).json;
    const find = (name: string) => fields.find((one: { name: string }) => one.name === name);
    expect(find('OwnerId')).toMatchObject({
      referenceTo: ['Group', 'User'],
      polymorphicForeignKey: true,
    });
    expect(find('Email')).toMatchObject({ idLookup: true, length: 80 });
    expect(find('Status')).toMatchObject({ nillable: false, defaultedOnCreate: true });
    expect(find('IsConverted')).toMatchObject({ createable: true, updateable: false });
    expect(find('ConvertedOpportunityId')).toMatchObject({ createable: false, updateable: false });
    expect(find('EmailBouncedReason')).toMatchObject({ createable: false, updateable: true });
    expect(find('StateCode')).toMatchObject({ controllerName: 'CountryCode' });
    const required = fields.filter(
      (one: Record<string, unknown>) =>
        one['createable'] && !one['nillable'] && !one['defaultedOnCreate'],
    );
    expect(required.map(({ name }: { name: string }) => name)).toEqual(['LastName', 'Company']);
  });

  it('keeps state and country in step with their codes', async () => {
    const { id, read, direct } = await openLead({ StateCode: 'TX', CountryCode: 'US' });
    expect(read('Lead', id)).toMatchObject({ State: 'Texas', Country: 'United States' });
    expect(() => direct.update({ object: 'Lead', id }, { State: 'Bavaria' })).toThrow(
      'FIELD_INTEGRITY_EXCEPTION',
    );
  });

  it('begins open, unread by an owner who did not make it', async () => {
    const { id, read, direct, simulator } = await openLead();
    expect(read('Lead', id)).toMatchObject({
      Status: 'Open - Not Contacted',
      Name: 'Ada Adler',
      IsUnreadByOwner: false,
    });
    const OwnerId = simulator.report.users.integration;
    direct.update({ object: 'Lead', id }, { OwnerId });
    expect(read('Lead', id)).toMatchObject({ OwnerId, IsUnreadByOwner: true });
    expect(read('Lead', id)['LastTransferDate']).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  it('may be owned by a queue, which queries name', async () => {
    const { query, direct, id } = await openLead();
    const queue = direct.insert('Group', { Name: 'Inbound', Type: 'Queue' });
    direct.update({ object: 'Lead', id }, { OwnerId: queue });
    const { records } = (
      await query(
        `SELECT Owner.Name, Owner.Type FROM Lead WHERE Owner.Type = 'Queue' AND Owner.Name = 'inbound'`,
      )
    ).json;
    expect(records[0].Owner).toEqual({
      attributes: { type: 'Name', url: `/services/data/v62.0/sobjects/Group/${queue}` },
      Name: 'Inbound',
      Type: 'Queue',
    });
    const soql = 'SELECT TYPEOF Owner WHEN User THEN Email ELSE Name, Type END FROM Lead';
    expect((await query(soql)).json.records[0].Owner).toEqual({
      attributes: { type: 'Group', url: `/services/data/v62.0/sobjects/Group/${queue}` },
      Name: 'Inbound',
      Type: 'Queue',
    });
    const profile = await query('SELECT Owner.Profile.Name, Owner.Email FROM Lead');
    expect(profile.json.records[0].Owner).toMatchObject({ Profile: null, Email: null });
    expect((await query('SELECT Owner.DeveloperName FROM Lead')).json[0].errorCode).toBe(
      'INVALID_FIELD',
    );
    expect(() => direct.insert('Contact', { LastName: 'A', OwnerId: queue })).toThrow(
      'MALFORMED_ID',
    );
  });

  it('is hidden, shown, removed for good like any record', async () => {
    const { query, direct, id, simulator, send } = await openLead();
    const user = simulator.report.users.integration;
    const count = async () => (await query('SELECT COUNT() FROM Lead')).json.totalSize;
    direct.share({ object: 'Lead', id }, { user, isVisible: false });
    expect([await count(), (await send('GET', `sobjects/Lead/${id}`)).status]).toEqual([0, 404]);
    direct.share({ object: 'Lead', id }, { user, isVisible: true });
    expect(await count()).toBe(1);
    direct.purge({ object: 'Lead', id });
    const all = await send('GET', 'queryAll?q=SELECT+Id+FROM+Lead');
    expect(all.json.totalSize).toBe(0);
  });
});

describe('a conversion', () => {
  it('makes account, contact and opportunity of a lead', async () => {
    const { id, read, direct } = await openLead({
      Website: 'acme.example',
      Phone: '1',
      LeadSource: 'Web',
      CountryCode: 'US',
      Description: 'met at a fair',
    });
    const done = direct.convert({ leadId: id });
    expect(read('Lead', id)).toMatchObject({
      IsConverted: true,
      Status: 'Closed - Converted',
      ConvertedAccountId: done.accountId,
      ConvertedContactId: done.contactId,
      ConvertedOpportunityId: done.opportunityId,
      ConvertedDate: new Date().toISOString().slice(0, 10),
    });
    expect(read('Account', done.accountId)).toMatchObject({
      Name: 'Acme',
      Website: 'acme.example',
      AccountSource: 'Web',
      BillingCountry: 'United States',
    });
    expect(read('Contact', done.contactId)).toMatchObject({
      Name: 'Ada Adler',
      Email,
      AccountId: done.accountId,
      MailingCountryCode: 'US',
      Description: 'met at a fair',
    });
    expect(read('Opportunity', done.opportunityId ?? '')).toMatchObject({
      Name: 'Acme',
      AccountId: done.accountId,
    });
  });

  it('fills only what is empty of records it is attached to', async () => {
    const { id, read, direct, control } = await openLead({
      Phone: '1',
      Title: 'CEO',
      LeadSource: 'Web',
      City: 'Austin',
    });
    const accountId = direct.insert('Account', { Name: 'ACME Inc', BillingStreet: '1 Main' });
    const contactId = direct.insert('Contact', { LastName: 'A', Title: 'CFO', Phone: null });
    const answer = await control('records', {
      action: 'convert',
      leadId: id,
      accountId,
      contactId,
      doNotCreateOpportunity: true,
      user: 'sim-integration',
    });
    expect(answer.json).toEqual({ leadId: id, accountId, contactId, opportunityId: null });
    expect(read('Account', accountId)).toMatchObject({
      Name: 'ACME Inc',
      Phone: '1',
      BillingCity: null,
    });
    expect(read('Contact', contactId)).toMatchObject({
      LastName: 'A',
      Title: 'CFO',
      Phone: '1',
      MailingCity: 'Austin',
      AccountId: accountId,
    });
  });

  it('is in the history as done by who converted', async () => {
    const { id, simulator, direct } = await openLead();
    const user = simulator.report.users.integration;
    direct.convert({ leadId: id, doNotCreateOpportunity: true }, { user });
    const converted = simulator.history.list({ object: 'Lead', kind: 'converted' });
    expect(converted.map(({ field }) => field)).toContain('ConvertedContactId');
    expect(new Set(converted.map((change) => change.user))).toEqual(new Set([user]));
  });

  it('moves what referred to the lead to the contact, where that can', async () => {
    const { control, simulator } = await openOrg({
      schema: {
        Call__c: {
          fields: {
            Person__c: { type: 'reference', referenceTo: ['Contact', 'Lead'] },
            Lead__c: { type: 'reference', referenceTo: ['Lead'] },
          },
        },
      },
    });
    const direct = simulator.org;
    const leadId = direct.insert('Lead', ada);
    const id = direct.insert('Call__c', { Name: 'C', Person__c: leadId, Lead__c: leadId });
    const { contactId } = direct.convert({ leadId });
    expect(direct.read({ object: 'Call__c', id })).toMatchObject({
      Person__c: contactId,
      Lead__c: leadId,
    });
    const { changes } = (await control(`history?id=${id}&kind=updated`)).json;
    expect(changes[0]).toMatchObject({ user: simulator.report.users.person, field: 'Person__c' });
  });

  it('takes tasks and emails of the lead along', async () => {
    const { id, direct, read, simulator } = await openLead();
    const task = direct.insert('Task', { Subject: 'Call', WhoId: id });
    const email = direct.insert('EmailMessage', { Subject: 'Hi', Status: '3', ToIds: [id] });
    const { accountId, contactId, opportunityId } = direct.convert({ leadId: id });
    expect(read('Task', task)).toMatchObject({
      WhoId: contactId,
      AccountId: accountId,
      WhatId: opportunityId,
    });
    expect(read('EmailMessage', email)['ToIds']).toEqual(contactId);
    const relation = direct.ids('EmailMessageRelation')[0] ?? '';
    expect(read('EmailMessageRelation', relation)).toMatchObject({
      RelationId: contactId,
      RelationObjectType: 'Contact',
    });
    const roles = direct.ids('OpportunityContactRole');
    expect(roles.map((one) => read('OpportunityContactRole', one))).toMatchObject([
      { OpportunityId: opportunityId, ContactId: contactId, IsPrimary: true },
    ]);
    expect(() => direct.insert('Task', { Subject: 'Call', WhoId: id })).toThrow(
      'CANNOT_UPDATE_CONVERTED_LEAD',
    );
    const moved = { object: 'Task', id: task, field: 'WhoId', kind: 'updated' };
    expect(simulator.history.list(moved)).toHaveLength(1);
  });

  it('takes the statuses that the administrator gave leads', async () => {
    const { id, direct, read, query, simulator } = await openLead();
    simulator.setRules({
      leadStatuses: [
        { apiName: 'New', isDefault: true },
        { apiName: 'Qualified', isConverted: true },
      ],
    });
    const soql = 'SELECT ApiName FROM LeadStatus WHERE IsConverted = true';
    expect((await query(soql)).json.records).toMatchObject([{ ApiName: 'Qualified' }]);
    expect(read('Lead', direct.insert('Lead', ada))['Status']).toBe('New');
    direct.convert({ leadId: id, doNotCreateOpportunity: true });
    expect(read('Lead', id)['Status']).toBe('Qualified');
  });

  it('carries custom fields over where the administrator says so', async () => {
    const { simulator } = await openOrg({
      rules: {
        leadMappings: [{ lead: 'LinkedIn_URL__c', object: 'Contact', field: 'LinkedIn_URL__c' }],
      },
    });
    const leadId = simulator.org.insert('Lead', { ...ada, LinkedIn_URL__c: 'https://l.example/a' });
    const { contactId } = simulator.org.convert({ leadId });
    expect(simulator.org.read({ object: 'Contact', id: contactId })).toMatchObject({
      LinkedIn_URL__c: 'https://l.example/a',
    });
  });

  it('leaves nothing behind when it is refused', async () => {
    const { id, direct, read } = await openLead();
    const queue = direct.insert('Group', { Name: 'Inbound', Type: 'Queue' });
    direct.update({ object: 'Lead', id }, { OwnerId: queue });
    expect(() => direct.convert({ leadId: id })).toThrow('INVALID_CROSS_REFERENCE_KEY');
    expect(() => direct.convert({ leadId: id, convertedStatus: 'Qualified' })).toThrow(
      'INVALID_STATUS',
    );
    expect([direct.ids('Account'), direct.ids('Contact')]).toEqual([[], []]);
    expect(read('Lead', id)['IsConverted']).toBe(false);
  });

  it('stays out of sight until its transaction commits', async () => {
    const { id, direct, query } = await openLead();
    const transaction = direct.begin();
    direct.convert({ leadId: id }, { transaction });
    const soql = 'SELECT COUNT() FROM Lead WHERE IsConverted = true';
    expect((await query(soql)).json.totalSize).toBe(0);
    direct.commit(transaction);
    expect((await query(soql)).json.totalSize).toBe(1);
    expect(direct.ids('Contact')).toHaveLength(1);
  });
});

describe('a converted lead', () => {
  it('takes no writes, and nothing new that refers to it', async () => {
    const { id, direct, send } = await openLead();
    direct.convert({ leadId: id });
    const refused = { errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD' };
    const patched = await send('PATCH', `sobjects/Lead/${id}`, { body: { Title: 'CEO' } });
    expect([patched.status, patched.json[0]]).toMatchObject([400, refused]);
    const record = { attributes: { type: 'Lead' }, id, Title: 'CEO' };
    const many = await send('PATCH', 'composite/sobjects', { body: { records: [record] } });
    expect(many.json[0].errors[0].statusCode).toBe('CANNOT_UPDATE_CONVERTED_LEAD');
    expect(() => direct.convert({ leadId: id })).toThrow('CANNOT_UPDATE_CONVERTED_LEAD');
    const other = direct.insert('Lead', { ...ada, Email: null });
    expect(() => direct.merge('Lead', { winner: other, losers: [id], values: {} })).toThrow(
      'CANNOT_UPDATE_CONVERTED_LEAD',
    );
  });

  it('is still found by its email, also when its contact was merged', async () => {
    const { id, direct, query } = await openLead();
    const { contactId } = direct.convert({ leadId: id });
    const winner = direct.insert('Contact', { LastName: 'B' });
    direct.merge('Contact', { winner, losers: [contactId], values: {} });
    const soql = `SELECT IsConverted, ConvertedContactId FROM Lead WHERE Email = '${Email}'`;
    expect((await query(soql)).json.records).toMatchObject([
      { IsConverted: true, ConvertedContactId: winner },
    ]);
  });
});

describe('merged leads', () => {
  it('point on, one to the next', async () => {
    const { id: first, direct, send } = await openLead();
    const [second = '', third = ''] = ['B', 'C'].map((LastName) =>
      direct.insert('Lead', { LastName, Company: 'Acme' }),
    );
    direct.merge('Lead', { winner: second, losers: [first], values: { Title: 'CEO' } });
    direct.merge('Lead', { winner: third, losers: [second], values: {} });
    const soql = encodeURIComponent(
      'SELECT Id, MasterRecordId FROM Lead WHERE IsDeleted = true AND MasterRecordId != null ORDER BY Id',
    );
    const { records } = (await send('GET', `queryAll?q=${soql}`)).json;
    expect(records).toMatchObject([
      { Id: first, MasterRecordId: second },
      { Id: second, MasterRecordId: third },
    ]);
    const answer = await send('PATCH', `sobjects/Lead/${first}`, { body: { Title: 'x' } });
    expect([answer.status, answer.json[0].errorCode]).toEqual([404, 'ENTITY_IS_DELETED']);
  });

  it('come back without their master', async () => {
    const { id, direct, read } = await openLead();
    const winner = direct.insert('Lead', { LastName: 'B', Company: 'Acme' });
    direct.merge('Lead', { winner, losers: [id], values: {} });
    direct.undelete({ object: 'Lead', id });
    expect(read('Lead', id)).toMatchObject({ IsDeleted: false, MasterRecordId: null });
    expect(() => direct.merge('Lead', { winner, losers: [winner], values: {} })).toThrow(
      'INVALID_OPERATION',
    );
  });
});
