import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const byEmail = (object: string) => ({ object, fields: { Email: 'Email' } });
const duplicates = (action: 'alert' | 'block') => [
  { name: 'People_DR', object: 'Contact', action, match: [byEmail('Contact'), byEmail('Lead')] },
];
const Email = 'ada@acme.example';

describe('duplicate rules', () => {
  it('stop a contact that is a lead already, under the misspelt key', async () => {
    const { simulator, send } = await openOrg({ rules: { duplicates: duplicates('alert') } });
    const lead = simulator.org.insert('Lead', { LastName: 'A', Company: 'A', Email });
    const answer = await send('POST', 'sobjects/Contact', { body: { LastName: 'A', Email } });
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, 'DUPLICATES_DETECTED']);
    const [result] = answer.json[0].duplicateResut.matchResults;
    expect(result).toMatchObject({ entityType: 'Lead', size: 1 });
    expect(result.matchRecords[0].record.Id).toBe(lead);
  });

  it('let an alert pass with allowSave, never a block', async () => {
    const { simulator, send } = await openOrg({ rules: { duplicates: duplicates('alert') } });
    simulator.org.insert('Contact', { LastName: 'A', Email });
    const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
    const save = () =>
      send('POST', 'sobjects/Contact', { body: { LastName: 'B', Email }, headers });
    expect((await save()).status).toBe(201);
    simulator.setRules({ duplicates: duplicates('block') });
    expect((await save()).json[0].errorCode).toBe('DUPLICATES_DETECTED');
  });
});

describe('an administrator', () => {
  it('refuses records by a validation rule with their own words', async () => {
    const rule = {
      name: 'Phone',
      object: 'Account',
      errorWhen: `Phone = null AND Rating = 'Hot'`,
      message: 'Hot accounts need a phone.',
      field: 'Phone',
    };
    const { send } = await openOrg({ rules: { validations: [rule] } });
    const create = (body: object) => send('POST', 'sobjects/Account', { body });
    expect((await create({ Name: 'A', Rating: 'Cold' })).status).toBe(201);
    expect((await create({ Name: 'A', Rating: 'Hot' })).json).toEqual([
      {
        message: 'Hot accounts need a phone.',
        errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        fields: ['Phone'],
      },
    ]);
  });

  it('hides a field: absent from describe, unknown to queries', async () => {
    const { simulator, send, query } = await openOrg();
    const user = simulator.report.users.integration;
    const fields = { Phone: 'none', Fax: 'read' } as const;
    simulator.setRules({ permissions: [{ user, object: 'Account', fields }] });
    const described = (await send('GET', 'sobjects/Account/describe')).json.fields;
    const find = (name: string) => described.find((one: { name: string }) => one.name === name);
    expect(find('Phone')).toBeUndefined();
    expect(find('Fax').updateable).toBe(false);
    expect((await query('SELECT Phone FROM Account')).json[0].errorCode).toBe('INVALID_FIELD');
    const create = (body: object) => send('POST', 'sobjects/Account', { body });
    expect((await create({ Name: 'A', Phone: '1' })).json[0].errorCode).toBe('INVALID_FIELD');
    const readOnly = (await create({ Name: 'A', Fax: '1' })).json[0];
    expect(readOnly).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['Fax'],
    });
  });

  it('takes rights to an object away', async () => {
    const { simulator, send, query } = await openOrg();
    const user = simulator.report.users.integration;
    simulator.setRules({ permissions: [{ user, object: 'Lead', read: false }] });
    expect((await query('SELECT Id FROM Lead')).json[0].errorCode).toBe('INVALID_TYPE');
    const { sobjects } = (await send('GET', 'sobjects')).json;
    expect(sobjects.some((one: { name: string }) => one.name === 'Lead')).toBe(false);
  });

  it('assigns owners unless told not to', async () => {
    const { simulator, send } = await openOrg();
    const { person, integration } = simulator.report.users;
    simulator.setRules({ assignments: [{ object: 'Account', owner: person }] });
    const ownerAfter = async (headers: Record<string, string>) => {
      const { id } = (await send('POST', 'sobjects/Account', { body: { Name: 'A' }, headers }))
        .json;
      return simulator.org.read({ object: 'Account', id })?.['OwnerId'];
    };
    expect(await ownerAfter({})).toBe(person);
    expect(await ownerAfter({ 'Sforce-Auto-Assign': 'FALSE' })).toBe(integration);
  });

  it('adds objects and fields by a schema file', async () => {
    const { send, query } = await openOrg({
      schema: {
        Account: { fields: { Tier__c: { type: 'picklist', values: ['A', 'B'] } } },
        Widget__c: {
          rows: 7,
          fields: {
            Code__c: { type: 'string', unique: true, externalId: true },
            Owner_Account__c: { type: 'reference', referenceTo: ['Account'] },
          },
        },
      },
    });
    expect(
      (await query('SELECT Id, Code__c, Owner_Account__r.Name FROM Widget__c')).json.totalSize,
    ).toBe(7);
    const body = { Name: 'W' };
    expect((await send('PATCH', 'sobjects/Widget__c/Code__c/new', { body })).status).toBe(201);
    const wrong = await send('POST', 'sobjects/Account', { body: { Name: 'A', Tier__c: 'C' } });
    expect(wrong.json[0].errorCode).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  });

  it('has not created the product fields in an org without them', async () => {
    const { query } = await openOrg({ productFields: false });
    const answer = await query('SELECT Unify_Metadata__c FROM Account');
    expect(answer.json[0].errorCode).toBe('INVALID_FIELD');
    expect((await query('SELECT Unify_Budget__c FROM Account')).status).toBe(200);
  });
});

describe('history', () => {
  it('names user, field, before and after of every change', async () => {
    const { simulator, send, control } = await openOrg();
    const { id } = (await send('POST', 'sobjects/Account', { body: { Name: 'A' } })).json;
    const headers = { authorization: 'Bearer sim-person' };
    await send('PATCH', `sobjects/Account/${id}`, { body: { Name: 'B' }, headers });
    const { changes } = (await control(`history?id=${id}&kind=updated`)).json;
    expect(changes).toMatchObject([
      {
        user: simulator.report.users.person,
        object: 'Account',
        field: 'Name',
        before: 'A',
        after: 'B',
      },
    ]);
  });
});
