import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

describe('an address', () => {
  it('is the one that the official client calls, too', async () => {
    const { client, get } = await openPortal();
    const { coreApi } = client.crm.schemas;
    expect((await coreApi.getAll()).results).toEqual([]);
    expect(await coreApi.getById('companies')).toMatchObject({
      objectTypeId: '0-2',
      primaryDisplayProperty: 'name',
    });
    for (const path of ['/crm/v3/schemas/0-1', '/crm-object-schemas/2026-03/schemas/contact'])
      expect((await get(path)).json.objectTypeId).toBe('0-1');
    const labels = await client.crm.associations.v4.schema.definitionsApi.getAll(
      'contacts',
      'companies',
    );
    expect(labels.results.length).toBe(2);
  });

  it('has many schemas, and the report of associations', async () => {
    const { client, post, simulator } = await openPortal();
    const read = await post('/crm-object-schemas/v3/schemas/batch/read', {
      inputs: ['deals', '0-5'],
    });
    const ids = read.json.results.map(({ id }: { id: string }) => id);
    expect([read.status, ids]).toEqual([200, ['0-3', '0-5']]);
    const { reportApi } = client.crm.associations.v4;
    const { person } = simulator.report.users;
    expect(await reportApi.request(Number(person))).toMatchObject({
      userEmail: 'sim.person@sim.example',
      enqueueTime: new Date('2026-06-01T12:00:00Z'),
    });
    await expect(reportApi.request(1)).rejects.toMatchObject({ code: 404 });
  });

  it('that does not exist is answered by a page', async () => {
    const { get } = await openPortal();
    for (const path of [
      '/crm/v3/nothing',
      '/crm/constructor/contacts',
      '/crm/__proto__/contacts',
      '/crm/objects/2024-01/contacts',
      '/crm/objects/v3/contacts',
      '/oauth/v1/nothing',
    ]) {
      const { status, text } = await get(path);
      expect([path, status, text.slice(0, 6)]).toEqual([path, 404, '<html>']);
    }
  });

  it('names its methods to one that it lacks', async () => {
    const { send, simulator } = await openPortal();
    const id = simulator.portal.insert('contacts', { email: 'a@b.example' });
    const other = async (method: string, path: string) => {
      const { status, headers, text } = await send(method, path);
      return [status, headers.get('allow'), text];
    };
    expect(await other('PUT', `contacts/${id}`)).toEqual([405, 'GET,PATCH,DELETE,OPTIONS', '']);
    expect(await other('DELETE', 'contacts')).toEqual([405, 'GET,POST,OPTIONS', '']);
    expect(await other('GET', 'contacts/search')).toEqual([405, 'POST,OPTIONS', '']);
    expect(await other('GET', 'contacts/batch/read')).toEqual([405, 'POST,OPTIONS', '']);
    expect(await other('GET', '/oauth/v1/token')).toEqual([405, 'POST,OPTIONS', '']);
    expect(await other('OPTIONS', 'contacts')).toEqual([200, 'GET,POST,OPTIONS', '']);
    expect(await other('HEAD', `contacts/${id}`)).toEqual([200, null, '']);
  });
});

describe('a body', () => {
  it('is read as JSON alone, and as a form for tokens', async () => {
    const { send, simulator } = await openPortal();
    const body = '{"properties":{"email":"a@b.example"}}';
    const status = async (path: string, type: string, text = body) =>
      (await send('POST', path, { body: text, headers: { 'content-type': type } })).status;
    expect(await status('contacts', 'text/plain')).toBe(415);
    expect(await status('contacts', 'application/x-www-form-urlencoded', 'a=b')).toBe(415);
    expect(simulator.portal.ids('contacts')).toEqual([]);
    expect(await status('contacts', 'Application/JSON; charset=utf-8')).toBe(201);
    expect(await status('/oauth/v1/token', 'application/json', '{}')).toBe(415);
  });

  it('that is missing or broken is told', async () => {
    const { send } = await openPortal();
    expect((await send('POST', 'contacts')).json).toMatchObject({
      message: 'Invalid JSON input: a request body was expected, but none found',
      category: 'VALIDATION_ERROR',
    });
    const broken = await send('POST', 'contacts', { body: '{"prop' });
    expect([broken.status, broken.json.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('is not needed where nothing is read, whatever its type', async () => {
    const { send, simulator } = await openPortal();
    const { portal } = simulator;
    const contact = portal.insert('contacts', { email: 'a@b.example' });
    const company = portal.insert('companies', { name: 'Acme' });
    const path = `/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`;
    const headers = { 'content-type': 'text/plain' };
    expect((await send('PUT', path, { headers })).status).toBe(200);
    expect((await send('DELETE', `contacts/${contact}`, { headers })).status).toBe(204);
  });
});

describe('a cursor', () => {
  it('has to be a number', async () => {
    const { get, post, simulator } = await openPortal();
    const id = simulator.portal.insert('contacts', { email: 'a@b.example' });
    for (const path of [
      'contacts?after=abc',
      '/crm/v3/owners?after=abc',
      `/crm/v4/objects/contacts/${id}/associations/companies?after=abc`,
    ])
      expect([path, (await get(path)).status]).toEqual([path, 400]);
    const inputs = [{ id, after: 'abc' }];
    const read = await post('/crm/v4/associations/contacts/companies/batch/read', { inputs });
    expect(read.status).toBe(400);
  });
});
