import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

interface DescribedField {
  readonly name: string;
  readonly label: string;
  readonly updateable: boolean;
}

const describeField = async (org: OpenOrg, object: string, name: string) => {
  const { json } = await org.send('GET', `sobjects/${object}/describe`);
  return (json.fields as DescribedField[]).find((field) => field.name === name);
};

const change = async (org: OpenOrg, body: object) => {
  const answer = await org.control('schema', body);
  expect(answer.text.includes('errors') ? answer.json : null).toBeNull();
};

const contact = { object: 'Contact' };
const add = (field: string, definition: object) => ({
  action: 'add',
  ...contact,
  field,
  definition,
});

describe('a field that an administrator', () => {
  it('adds is there at once', async () => {
    const org = await openOrg({ contacts: 5 });
    await change(org, add('Tier__c', { type: 'string' }));
    const [first] = org.simulator.org.ids('Contact');
    const body = { Tier__c: 'Gold' };
    expect((await org.send('PATCH', `sobjects/Contact/${first}`, { body })).status).toBe(204);
    const { records } = (await org.query("SELECT Id FROM Contact WHERE Tier__c = 'gold'")).json;
    expect(records.map(({ Id }: { Id: string }) => Id)).toEqual([first]);
    expect(await describeField(org, 'Contact', 'Tier__c')).toMatchObject({ type: 'string' });
  });

  it('removes is unknown everywhere, and back empty when added again', async () => {
    const org = await openOrg({ contacts: 5 });
    const [id = ''] = org.simulator.org.ids('Contact');
    const ref = { ...contact, id };
    org.simulator.org.update(ref, { LinkedIn_URL__c: 'x', Title: 'T' });
    await change(org, { action: 'remove', ...contact, field: 'LinkedIn_URL__c' });
    const asked = await org.query('SELECT LinkedIn_URL__c FROM Contact');
    expect(asked.json[0].errorCode).toBe('INVALID_FIELD');
    const body = { LinkedIn_URL__c: 'y' };
    const written = await org.send('PATCH', `sobjects/Contact/${id}`, { body });
    expect(written.json[0]).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: "No such column 'LinkedIn_URL__c' on sobject of type Contact",
    });
    expect(org.simulator.org.read(ref)).toMatchObject({ Title: 'T' });
    expect(org.simulator.org.read(ref)).not.toHaveProperty('LinkedIn_URL__c');
    await change(org, add('LinkedIn_URL__c', { type: 'url' }));
    expect(org.simulator.org.read(ref)).toMatchObject({ Title: 'T', LinkedIn_URL__c: null });
  });

  it('relabels says so in errors', async () => {
    const org = await openOrg();
    await change(org, { action: 'relabel', ...contact, field: 'Title', label: 'Job' });
    expect(await describeField(org, 'Contact', 'Title')).toMatchObject({ label: 'Job' });
    const body = { LastName: 'A', Title: 'x'.repeat(200) };
    const { json } = await org.send('POST', 'sobjects/Contact', { body });
    expect(json[0].message).toContain('Job: data value too large');
  });

  it('gives other values takes those alone', async () => {
    const org = await openOrg();
    const values = ['Board', 'Staff'];
    await change(org, add('Rank__c', { type: 'picklist', values: ['Staff'] }));
    const create = (Rank__c: string) =>
      org.send('POST', 'sobjects/Contact', { body: { LastName: 'A', Rank__c } });
    expect((await create('Board')).json[0].errorCode).toBe(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
    await change(org, { action: 'picklist', ...contact, field: 'Rank__c', values });
    expect((await create('Board')).status).toBe(201);
  });

  it('makes required or unique refuses what is not', async () => {
    const org = await openOrg();
    await change(org, { action: 'change', ...contact, field: 'Title', required: true });
    const create = (body: object) =>
      org.send('POST', 'sobjects/Contact', { body: { LastName: 'A', ...body } });
    expect((await create({})).json[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
    await change(org, { action: 'change', ...contact, field: 'Title', unique: true });
    expect((await create({ Title: 'one' })).status).toBe(201);
    expect((await create({ Title: 'ONE' })).json[0].errorCode).toBe('DUPLICATE_VALUE');
    org.simulator.org.insert('Account', { Name: 'A' });
    org.simulator.org.insert('Account', { Name: 'A' });
    const twins = { action: 'change', object: 'Account', field: 'Name', unique: true };
    expect((await org.control('schema', twins)).status).toBe(400);
  });

  it('takes from a user is hidden, or read-only', async () => {
    const org = await openOrg();
    const access = { action: 'access', ...contact, user: 'sim-integration', field: 'Title' };
    await change(org, { ...access, level: 'none' });
    expect(await describeField(org, 'Contact', 'Title')).toBeUndefined();
    expect((await org.query('SELECT Title FROM Contact')).json[0].errorCode).toBe('INVALID_FIELD');
    await change(org, { ...access, level: 'read' });
    expect(await describeField(org, 'Contact', 'Title')).toMatchObject({ updateable: false });
    const body = { LastName: 'A', Title: 'T' };
    const { json } = await org.send('POST', 'sobjects/Contact', { body });
    expect(json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    await change(org, { ...access, level: 'write' });
    expect(await describeField(org, 'Contact', 'Title')).toMatchObject({ updateable: true });
  });
});

describe('a describe', () => {
  it('is sent again after a change, and not before', async () => {
    const org = await openOrg({ clock: { startMs: Date.UTC(2026, 5, 1), running: false } });
    const since = async (stamp: string | null) =>
      org.send('GET', 'sobjects/Contact/describe', {
        headers: { 'if-modified-since': stamp ?? '' },
      });
    const first = (await org.send('GET', 'sobjects/Contact/describe')).headers;
    expect((await since(first.get('last-modified'))).status).toBe(304);
    await change(org, add('Tier__c', { type: 'string' }));
    const second = await since(first.get('last-modified'));
    expect(second.status).toBe(200);
    expect((await since(second.headers.get('last-modified'))).status).toBe(304);
  });
});

describe('the schema', () => {
  it('is shown, and comes back with a reset', async () => {
    const org = await openOrg();
    await change(org, add('Tier__c', { type: 'string', required: true }));
    const names = async () => {
      const [shown] = (await org.control('schema?object=Contact')).json;
      return shown.fields.map(({ name }: { name: string }) => name) as string[];
    };
    expect(await names()).toContain('Tier__c');
    await org.control('reset', {});
    expect(await names()).not.toContain('Tier__c');
    expect((await org.query('SELECT Tier__c FROM Contact')).status).toBe(400);
  });

  it('refuses what makes no sense, and says why', async () => {
    const org = await openOrg();
    const refused = async (body: object) => {
      const answer = await org.control('schema', body);
      expect(answer.status).toBe(400);
      return answer.text;
    };
    const remove = { action: 'remove', ...contact };
    expect(await refused({ ...remove, field: 'Title' })).toContain('standard field');
    expect(await refused({ ...remove, field: 'Nope__c' })).toContain('no field Nope__c');
    expect(await refused(add('LinkedIn_URL__c', { type: 'url' }))).toContain('already');
  });
});
