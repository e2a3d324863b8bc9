import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const ada = { firstname: 'Ada', email: 'ada@acme.example' };

describe('a record', () => {
  it('is created with what HubSpot adds', async () => {
    const { post } = await openPortal();
    const made = await post('contacts', { properties: { ...ada, email: 'Ada@Acme.Example' } });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toMatch(/\/crm\/v3\/objects\/contacts\/\d+$/u);
    expect(made.headers.get('x-hubspot-correlation-id')).toMatch(/^[\da-f-]{36}$/u);
    expect(made.json).toMatchObject({
      archived: false,
      createdAt: '2026-06-01T12:00:00Z',
      properties: {
        email: 'ada@acme.example',
        lifecyclestage: 'lead',
        hs_all_contact_vids: made.json.id,
        hs_email_domain: 'acme.example',
        hs_object_source: 'INTEGRATION',
      },
    });
    const names = Object.keys(made.json.properties);
    expect(names).toEqual(names.toSorted());
  });

  it('shows asked properties, null for empty ones, and leaves unknown ones out', async () => {
    const { post, get, simulator } = await openPortal();
    const { id } = (await post('contacts', { properties: ada })).json;
    simulator.clock.advance(123);
    await post('contacts', { properties: { email: 'b@b.example' } });
    const { json } = await get(`contacts/${id}?properties=email,phone&properties=nothing`);
    expect(json.properties).toEqual({
      createdate: '2026-06-01T12:00:00Z',
      email: 'ada@acme.example',
      hs_object_id: id,
      lastmodifieddate: '2026-06-01T12:00:00Z',
      phone: null,
    });
    const list = await get('contacts');
    expect(list.json.results[1].createdAt).toBe('2026-06-01T12:00:00.123Z');
  });

  it('is found by its email, main or further, in any letters', async () => {
    const { post, get } = await openPortal();
    const properties = { ...ada, hs_additional_emails: 'a@home.example;b@home.example' };
    const { id } = (await post('contacts', { properties })).json;
    for (const email of ['ADA@acme.example', 'b@home.example']) {
      const found = await get(`contacts/${email}?idProperty=email`);
      expect(found.json.id).toBe(id);
    }
    expect((await get('contacts/x@y.example?idProperty=email')).status).toBe(404);
    const companies = await get('companies/acme.example?idProperty=domain');
    expect(companies.status).toBe(400);
    expect(companies.json.message).toMatch(/non-unique 0-2 property domain in portal ID \d+/u);
  });

  it('is not shown with associations of an unknown type', async () => {
    const { post, get } = await openPortal();
    const { id } = (await post('contacts', { properties: ada })).json;
    for (const where of [`contacts/${id}`, 'contacts']) {
      const { status, json } = await get(`${where}?associations=companies,false`);
      expect([status, json.message]).toEqual([400, 'Unable to infer object type from: false']);
    }
  });

  it('changes, clears and answers in part', async () => {
    const { post, send, get } = await openPortal();
    const { id } = (await post('contacts', { properties: { ...ada, phone: '1' } })).json;
    const changed = await send('PATCH', `contacts/${id}`, {
      body: { properties: { phone: '', jobtitle: 'CEO' } },
    });
    expect(changed.status).toBe(200);
    expect(changed.json.properties).toMatchObject({ phone: null, jobtitle: 'CEO' });
    expect(changed.json.properties).not.toHaveProperty('email');
    expect((await get(`contacts/${id}?properties=email`)).json.properties.email).toBe(ada.email);
  });

  it('is not there: 404 with or without a category', async () => {
    const { get } = await openPortal();
    expect((await get('contacts/99')).json).toMatchObject({
      status: 'error',
      message: 'resource not found',
    });
    expect((await get('contacts/abc')).json).toMatchObject({
      message: 'Object not found.  objectId are usually numeric.',
      category: 'OBJECT_NOT_FOUND',
      context: { id: ['abc'] },
    });
    const route = await get('/crm/v3/nothing');
    expect([route.status, route.headers.get('content-type')]).toEqual([
      404,
      'text/html;charset=iso-8859-1',
    ]);
    expect((await get('butterflies')).json.message).toBe(
      'Unable to infer object type from: butterflies',
    );
  });

  it('goes to the recycle bin, but for emails', async () => {
    const { post, send, get, simulator } = await openPortal();
    const { id } = (await post('contacts', { properties: ada })).json;
    const email = await post('emails', { properties: { hs_timestamp: '2026-05-01T00:00:00Z' } });
    simulator.clock.advance(1000);
    expect((await send('DELETE', `contacts/${id}`)).status).toBe(204);
    expect((await send('DELETE', 'contacts/99999')).status).toBe(204);
    expect((await get(`contacts/${id}`)).status).toBe(404);
    expect((await get(`contacts/${id}?archived=true`)).json).toMatchObject({
      archived: true,
      archivedAt: '2026-06-01T12:00:01Z',
    });
    expect((await get('contacts?archived=true')).json.results.length).toBe(1);
    await send('DELETE', `emails/${email.json.id}`);
    expect((await get('emails?archived=true')).json.results).toEqual([]);
    expect(simulator.portal.restore({ object: 'contacts', id })).toBe(id);
    expect((await get(`contacts/${id}`)).json.archived).toBe(false);
  });

  it('keeps the versions of its properties with who wrote them', async () => {
    const { post, get, simulator } = await openPortal();
    const { id } = (await post('contacts', { properties: { ...ada, phone: '1' } })).json;
    simulator.clock.advance(1000);
    simulator.portal.update({ object: 'contacts', id }, { phone: '2' });
    const { json } = await get(`contacts/${id}?propertiesWithHistory=phone,firstname`);
    expect(json.propertiesWithHistory).toEqual({
      firstname: [
        {
          value: 'Ada',
          timestamp: '2026-06-01T12:00:00Z',
          sourceType: 'INTEGRATION',
          sourceId: '2218844',
          sourceLabel: 'Sim Integration',
        },
      ],
      phone: [
        {
          value: '2',
          timestamp: '2026-06-01T12:00:01Z',
          sourceType: 'CRM_UI',
          sourceId: 'userId:77001',
          updatedByUserId: 77001,
        },
        expect.objectContaining({ value: '1', sourceId: '2218844' }),
      ],
    });
  });

  it('is answered the same by the dated paths', async () => {
    const { post, get } = await openPortal();
    const made = await post('/crm/objects/2026-03/contacts', { properties: ada });
    expect(made.status).toBe(201);
    const { id } = made.json;
    const old = await get(`contacts/${id}`);
    const dated = await get(`/crm/objects/2026-09/0-1/${id}`);
    expect(dated.json).toEqual(old.json);
    expect((await get(`/crm/objects/2024-01/contacts/${id}`)).status).toBe(404);
  });
});

describe('a list', () => {
  it('may have short pages and compressed ones, and loses nothing', async () => {
    const { get, simulator } = await openPortal({ rules: { shortPages: 1, gzip: true } });
    for (let at = 0; at < 20; at += 1)
      simulator.portal.insert('contacts', { email: `a${at}@b.example` });
    const first = await get('contacts?limit=20');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.json.results.length).toBe(10);
    const rest = await get(`contacts?limit=20&after=${first.json.paging.next.after}`);
    expect([rest.json.results.length, rest.json.paging]).toEqual([10, undefined]);
  });

  it('goes through the records by their ids', async () => {
    const { get, simulator } = await openPortal({ contacts: 0 });
    const ids = Array.from({ length: 450 }, (_, at) =>
      simulator.portal.insert('contacts', { email: `a${at}@b.example` }),
    );
    const seen: string[] = [];
    let after: string | undefined = '';
    while (after !== undefined) {
      const { json } = await get(`contacts?limit=100&after=${after}`);
      seen.push(...json.results.map(({ id }: { id: string }) => id));
      after = json.paging?.next.after;
    }
    expect(seen).toEqual(ids);
    expect((await get('contacts?limit=101')).status).toBe(400);
    expect((await get('contacts?limit=100&propertiesWithHistory=email')).status).toBe(400);
  });
});
