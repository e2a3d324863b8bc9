import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const text = { type: 'Text', label: 'Key', length: 255, unique: true, externalId: true };

const create = (org: OpenOrg, name: string, metadata: object = text) =>
  org.send('POST', 'tooling/sobjects/CustomField', {
    body: { FullName: name, Metadata: metadata },
  });

const firstId = async (org: OpenOrg, soql: string): Promise<string> =>
  (await org.query(soql)).json.records[0].Id;

const setOf = (org: OpenOrg) =>
  firstId(org, "SELECT Id FROM PermissionSet WHERE Name = 'Platform_Integration'");

const grant = async (org: OpenOrg, Field: string, more: object = {}) =>
  org.send('POST', 'sobjects/FieldPermissions', {
    body: {
      ParentId: await setOf(org),
      SobjectType: Field.split('.')[0],
      Field,
      PermissionsRead: true,
      PermissionsEdit: true,
      ...more,
    },
  });

describe('a custom field', () => {
  it('is created, and seen only where it is granted', async () => {
    const org = await openOrg({ productFields: false });
    const made = await create(org, 'Contact.Unify_Metadata__c');
    expect([made.status, made.json.success]).toEqual([201, true]);
    expect(made.json.id).toMatch(/^00N/u);
    const soql = 'SELECT Unify_Metadata__c FROM Contact';
    expect((await org.query(soql)).json[0].errorCode).toBe('INVALID_FIELD');
    expect((await grant(org, 'Contact.Unify_Metadata__c')).status).toBe(201);
    expect((await org.query(soql)).status).toBe(200);
    const person = { authorization: 'Bearer sim-person' };
    const asked = `query?q=${encodeURIComponent(soql)}`;
    expect((await org.send('GET', asked, { headers: person })).status).toBe(400);
    const path = 'sobjects/Contact/Unify_Metadata__c/k';
    expect((await org.send('PATCH', path, { body: { LastName: 'A' } })).status).toBe(201);
  });

  it('is read-only where only reading is granted', async () => {
    const org = await openOrg({ productFields: false });
    await create(org, 'Contact.Key__c');
    await grant(org, 'Contact.Key__c', { PermissionsEdit: false });
    const body = { LastName: 'A', Key__c: 'k' };
    const { json } = await org.send('POST', 'sobjects/Contact', { body });
    expect(json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('moves the stamp of the describe when it is granted', async () => {
    const org = await openOrg({ clock: { startMs: Date.UTC(2026, 5, 1), running: false } });
    await create(org, 'Contact.Key__c');
    const first = await org.send('GET', 'sobjects/Contact/describe');
    await grant(org, 'Contact.Key__c');
    const headers = { 'if-modified-since': first.headers.get('last-modified') ?? '' };
    expect((await org.send('GET', 'sobjects/Contact/describe', { headers })).status).toBe(200);
  });

  it.each([
    ['Text', { length: 100 }, 'string'],
    ['TextArea', {}, 'textarea'],
    ['LongTextArea', { length: 32_768, visibleLines: 3 }, 'textarea'],
    ['Html', { length: 32_768, visibleLines: 10 }, 'textarea'],
    ['Checkbox', { defaultValue: 'false' }, 'boolean'],
    ['Number', { precision: 18, scale: 2 }, 'double'],
    ['Date', {}, 'date'],
    ['DateTime', {}, 'datetime'],
    ['Url', {}, 'url'],
    ['Phone', {}, 'phone'],
    ['Email', {}, 'email'],
    [
      'Picklist',
      { valueSet: { restricted: true, valueSetDefinition: { value: [{ fullName: 'A' }] } } },
      'picklist',
    ],
  ])('of type %s is one of %s', async (type, rest, described) => {
    const org = await openOrg();
    const made = await create(org, 'Account.New__c', { type, label: 'New', ...rest });
    expect(made.status).toBe(201);
    await grant(org, 'Account.New__c');
    const { fields } = (await org.send('GET', 'sobjects/Account/describe')).json;
    const field = fields.find((one: { name: string }) => one.name === 'New__c');
    expect(field).toMatchObject({ type: described, custom: true, label: 'New', createable: true });
  });

  it.each([
    ['Contact.LinkedIn_URL__c', text, 'DUPLICATE_DEVELOPER_NAME'],
    ['Contact.New__c', { ...text, type: 'Magic' }, 'JSON_PARSER_ERROR'],
    ['Contact.New__c', { type: 'Text', label: 'New' }, 'FIELD_INTEGRITY_EXCEPTION'],
    ['Contact.New__c', { type: 'Text', length: 9 }, 'REQUIRED_FIELD_MISSING'],
    ['Contact.New', text, 'INVALID_INPUT'],
    ['Nothing.New__c', text, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ['Task.New__c', text, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
  ])('is refused: %s %j', async (name, metadata, code) => {
    const { status, json } = await create(await openOrg(), name, metadata);
    expect([status, json[0].errorCode]).toEqual([400, code]);
  });

  it('takes the right to customize the application', async () => {
    const org = await openOrg({ rules: { customizeApplication: false } });
    expect((await create(org, 'Contact.New__c')).json[0].errorCode).toBe('INSUFFICIENT_ACCESS');
  });

  it('is found, read, changed and removed', async () => {
    const org = await openOrg();
    const { id } = (await create(org, 'Contact.New__c')).json;
    const soql =
      "SELECT Id, DeveloperName FROM CustomField WHERE TableEnumOrId = 'Contact' AND DeveloperName = 'New'";
    const { records } = (await org.send('GET', `tooling/query?q=${encodeURIComponent(soql)}`)).json;
    expect(records).toMatchObject([{ Id: id, DeveloperName: 'New' }]);
    const path = `tooling/sobjects/CustomField/${id}`;
    const read = async () => (await org.send('GET', path)).json;
    expect(await read()).toMatchObject({ FullName: 'Contact.New__c', Metadata: text });
    const Metadata = { ...text, label: 'Other' };
    expect((await org.send('PATCH', path, { body: { Metadata } })).status).toBe(204);
    expect((await read()).Metadata.label).toBe('Other');
    expect((await org.send('DELETE', path)).status).toBe(204);
    expect((await org.send('GET', path)).status).toBe(404);
    expect((await create(org, 'Contact.New__c')).status).toBe(201);
  });

  it('of tasks is made on Activity, and granted on Task', async () => {
    const org = await openOrg();
    const { status, json } = await create(org, 'Activity.New__c');
    expect(status).toBe(201);
    expect((await grant(org, 'Task.New__c')).status).toBe(201);
    expect((await org.query('SELECT New__c FROM Task')).status).toBe(200);
    const read = (await org.send('GET', `tooling/sobjects/CustomField/${json.id}`)).json;
    expect(read).toMatchObject({ TableEnumOrId: 'Activity', FullName: 'Activity.New__c' });
  });

  it('is no object of the data API', async () => {
    const org = await openOrg();
    expect((await org.query('SELECT Id FROM CustomField')).json[0].errorCode).toBe('INVALID_TYPE');
    const { sobjects } = (await org.send('GET', 'sobjects')).json;
    expect(sobjects.some((one: { name: string }) => one.name === 'CustomField')).toBe(false);
  });
});

describe('field permissions', () => {
  it('are there for every field that profiles see', async () => {
    const org = await openOrg();
    const soql = `SELECT Field, PermissionsEdit, Parent.IsOwnedByProfile FROM FieldPermissions
      WHERE SobjectType = 'Contact' AND Field = 'Contact.LinkedIn_URL__c'`;
    const { records } = (await org.query(soql)).json;
    expect(records.length).toBe(2);
    expect(records[0]).toMatchObject({
      Field: 'Contact.LinkedIn_URL__c',
      PermissionsEdit: true,
      Parent: { IsOwnedByProfile: true },
    });
  });

  it('hide a field when they go', async () => {
    const org = await openOrg();
    const id = async () =>
      firstId(
        org,
        `SELECT Id FROM FieldPermissions WHERE Field = 'Contact.Title'
         AND Parent.Profile.Name LIKE 'Minimum%'`,
      );
    await org.send('DELETE', `sobjects/FieldPermissions/${await id()}`);
    expect((await org.query('SELECT Title FROM Contact')).json[0].errorCode).toBe('INVALID_FIELD');
  });

  it('come with an assigned permission set', async () => {
    const org = await openOrg({ productFields: false });
    await create(org, 'Contact.Key__c');
    await grant(org, 'Contact.Key__c');
    const PermissionSetId = await setOf(org);
    const body = { PermissionSetId, AssigneeId: org.simulator.report.users.person };
    expect((await org.send('POST', 'sobjects/PermissionSetAssignment', { body })).status).toBe(201);
    const again = await org.send('POST', 'sobjects/PermissionSetAssignment', { body });
    expect(again.json[0].errorCode).toBe('DUPLICATE_VALUE');
    const headers = { authorization: 'Bearer sim-person' };
    const asked = `query?q=${encodeURIComponent('SELECT Key__c FROM Contact')}`;
    expect((await org.send('GET', asked, { headers })).status).toBe(200);
  });

  it.each([
    ['Contact.Nope__c', {}, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ['Contact.LastName', {}, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ['Contact.Title', { PermissionsRead: false }, 'FIELD_INTEGRITY_EXCEPTION'],
  ])('are refused for %s %j', async (field, more, code) => {
    const answer = await grant(await openOrg(), field, more);
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, code]);
  });

  it('are refused twice for one field and set', async () => {
    const org = await openOrg();
    expect((await grant(org, 'Contact.Title')).status).toBe(201);
    expect((await grant(org, 'Contact.Title')).json[0].errorCode).toBe('DUPLICATE_VALUE');
  });
});

describe('jsforce', () => {
  it('creates a field and grants it', async () => {
    const org = await openOrg({ productFields: false });
    const connection = new Connection({
      instanceUrl: org.simulator.url,
      accessToken: 'sim-integration',
      version: '62.0',
    });
    const made = await connection.tooling
      .sobject('CustomField')
      .create({ FullName: 'Contact.Key__c', Metadata: text });
    expect(made).toMatchObject({ success: true });
    const found = await connection.tooling.query<{ Id: string }>(
      "SELECT Id FROM CustomField WHERE DeveloperName = 'Key'",
    );
    expect(found.records.map(({ Id }) => Id)).toEqual([made.id]);
    const granted = await connection.sobject('FieldPermissions').create({
      ParentId: await setOf(org),
      SobjectType: 'Contact',
      Field: 'Contact.Key__c',
      PermissionsRead: true,
      PermissionsEdit: true,
    });
    expect(granted).toMatchObject({ success: true });
    const { fields } = await connection.describe('Contact');
    expect(fields.some(({ name }) => name === 'Key__c')).toBe(true);
  });
});
