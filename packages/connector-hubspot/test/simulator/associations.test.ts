import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const opened = async () => {
  const all = await openPortal({ rules: { firstCompanyIsPrimary: false } });
  const { portal } = all.simulator;
  const contact = portal.insert('contacts', { email: 'a@b.example' });
  const company = portal.insert('companies', { name: 'Acme' });
  const other = portal.insert('companies', { name: 'Other' });
  const path = (to: string) => `/crm/v4/objects/contacts/${contact}/associations/companies${to}`;
  const put = (id: string, typeId: number) =>
    all.send('PUT', path(`/${id}`), {
      body: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
    });
  return { ...all, portal, contact, company, other, path, put };
};

describe('an association', () => {
  it('is kept from both sides, with numbers as ids', async () => {
    const { put, get, contact, company, path } = await opened();
    const made = await put(company, 279);
    expect([made.status, made.json]).toEqual([
      201,
      {
        fromObjectTypeId: '0-1',
        fromObjectId: Number(contact),
        toObjectTypeId: '0-2',
        toObjectId: Number(company),
        labels: [],
      },
    ]);
    expect((await get(path(''))).json.results).toEqual([
      {
        toObjectId: Number(company),
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null }],
      },
    ]);
    const back = await get(`/crm/v4/objects/companies/${company}/associations/contacts`);
    expect(back.json.results[0]).toMatchObject({
      toObjectId: Number(contact),
      associationTypes: [{ typeId: 280 }],
    });
  });

  it('has one primary company: a new one takes the label', async () => {
    const { put, portal, contact, company, other, get } = await opened();
    await put(company, 1);
    await put(other, 1);
    expect(portal.associated({ object: 'contacts', id: contact }, 'companies')).toEqual([
      { id: company, typeIds: [279] },
      { id: other, typeIds: [1, 279] },
    ]);
    const { json } = await get(
      `contacts/${contact}?associations=companies&properties=associatedcompanyid`,
    );
    expect(json.properties.associatedcompanyid).toBe(other);
    expect(json.associations.companies.results).toEqual([
      { id: company, type: 'contact_to_company_unlabeled' },
      { id: other, type: 'contact_to_company' },
      { id: other, type: 'contact_to_company_unlabeled' },
    ]);
  });

  it('is primary by itself where it is the first, if the rule says so', async () => {
    const { simulator, put, portal, contact, company, other } = await opened();
    simulator.setRules({ firstCompanyIsPrimary: true });
    await put(company, 279);
    await put(other, 279);
    expect(portal.associated({ object: 'contacts', id: contact }, 'companies')).toEqual([
      { id: company, typeIds: [1, 279] },
      { id: other, typeIds: [279] },
    ]);
  });

  it('goes one way by its type', async () => {
    const { put, company } = await opened();
    const { status, json } = await put(company, 280);
    expect(status).toBe(400);
    expect(json.message).toMatch(/invalid from object type 0-1 .* expected: 0-2/u);
    expect((await put('99', 279)).json).toMatchObject({
      message: 'One or more associations are invalid',
      context: { objectId: ['99'], objectType: ['COMPANY'] },
    });
  });

  it('is taken away, and stays away from a record of its own', async () => {
    const { put, send, get, path, company, post, contact } = await opened();
    await put(company, 1);
    expect((await send('DELETE', path(`/${company}`))).status).toBe(204);
    expect((await get(path(''))).json.results).toEqual([]);
    const self = { from: { id: contact }, to: { id: contact } };
    const { json } = await post('/crm/v4/associations/contacts/contacts/batch/associate/default', {
      inputs: [self],
    });
    expect(json.errors[0].message).toBe(
      `Object ${contact} cannot be associated to itself (${contact})`,
    );
  });

  it('comes with a new record', async () => {
    const { post, contact, get } = await opened();
    const task = (id: string, typeId: number) => ({
      properties: { hs_timestamp: '2026-06-01T00:00:00Z' },
      associations: [
        {
          to: { id },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
        },
      ],
    });
    const { id } = (await post('tasks', task(contact, 204))).json;
    const { json } = await get(`tasks/${id}?associations=contacts,companies`);
    expect(json.associations).toEqual({
      contacts: { results: [{ id: contact, type: 'task_to_contact' }] },
    });
    const wrongWay = await post('tasks', task(contact, 203));
    expect(wrongWay.json.message).toBe('One or more associations are invalid');
    const nobody = await post('tasks', task('424242', 204));
    expect(nobody.json).toMatchObject({
      message: 'One or more associations are invalid',
      context: { INVALID_OBJECT_IDS: ['CONTACT=424242 is not valid'] },
    });
  });

  it('is counted while its records are live', async () => {
    const { put, company, contact, portal } = await opened();
    await put(company, 279);
    const count = () =>
      portal.read({ object: 'companies', id: company })?.['num_associated_contacts'];
    expect(count()).toBe('1');
    portal.archive({ object: 'contacts', id: contact });
    expect(count()).toBeUndefined();
  });

  it('is in the history', async () => {
    const { put, company, contact, simulator } = await opened();
    await put(company, 279);
    const [change] = simulator.history.list({
      object: 'contacts',
      field: 'associations.companies',
    });
    expect(change).toMatchObject({
      id: contact,
      before: null,
      after: { id: company, types: [279] },
    });
  });
});

describe('a batch of associations', () => {
  it('reads pages, and calls none an error', async () => {
    const { post, contact, company, portal } = await opened();
    for (let at = 0; at < 501; at += 1) {
      const id = portal.insert('contacts', { email: `x${at}@y.example` });
      portal.associate({
        from: { object: 'contacts', id },
        to: { object: 'companies', id: company },
      });
    }
    const read = (from: string, to: string, inputs: unknown[]) =>
      post(`/crm/v4/associations/${from}/${to}/batch/read`, { inputs });
    const first = await read('companies', 'contacts', [{ id: company }]);
    expect([first.status, first.json.results[0].to.length]).toEqual([200, 500]);
    const { after } = first.json.results[0].paging.next;
    const rest = await read('companies', 'contacts', [{ id: company, after }]);
    expect(rest.json.results[0]).toMatchObject({ from: { id: company }, to: [expect.anything()] });
    expect(rest.json.results[0].paging).toBeUndefined();
    const none = await read('contacts', 'companies', [{ id: contact }]);
    expect([none.status, none.json]).toMatchObject([
      207,
      {
        results: [],
        numErrors: 1,
        errors: [
          {
            category: 'OBJECT_NOT_FOUND',
            subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
            message: `No company is associated with contact ${contact}.`,
            context: {
              fromObjectId: [contact],
              fromObjectType: ['contact'],
              toObjectType: ['company'],
            },
          },
        ],
      },
    ]);
    expect((await read('contacts', 'companies', [])).status).toBe(400);
  });

  it('makes, relabels and takes away', async () => {
    const { post, contact, company, portal } = await opened();
    const batch = (what: string, inputs: unknown[], version = 'v4') =>
      post(
        version === 'v4'
          ? `/crm/v4/associations/contacts/companies/batch/${what}`
          : `/crm/associations/${version}/contacts/companies/batch/${what}`,
        { inputs },
      );
    const pair = { from: { id: contact }, to: { id: company } };
    const type = (associationTypeId: number) => ({
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId,
    });
    const held = () =>
      portal.associated({ object: 'contacts', id: contact }, 'companies')[0]?.typeIds ?? [];
    const bad = { from: { id: '99' }, to: { id: company }, types: [type(279)] };
    const made = await batch('create', [{ ...pair, types: [type(1)] }, bad]);
    expect([made.status, made.json.numErrors, held()]).toEqual([207, 1, [1, 279]]);
    expect((await batch('labels/archive', [{ ...pair, types: [type(1)] }])).status).toBe(204);
    expect(held()).toEqual([279]);
    await batch('create', [{ ...pair, types: [type(1)] }]);
    await batch('create', [{ ...pair, types: [type(279)] }]);
    expect(held()).toEqual([279]);
    const dated = await batch('archive', [{ from: pair.from, to: [pair.to] }], '2026-03');
    expect([dated.status, dated.json.status, held()]).toEqual([200, 'COMPLETE', []]);
    const simple = await batch('associate/default', [pair]);
    expect([simple.status, simple.json.results.length, held()]).toEqual([200, 2, [279]]);
    expect((await batch('archive', [{ from: pair.from, to: [pair.to] }])).status).toBe(204);
  });

  it('answers both ways by the third version', async () => {
    const { post, contact, company, get } = await opened();
    const path = '/crm/v3/associations/contacts/companies/batch';
    const pair = { from: { id: contact }, to: { id: company } };
    const type = 'contact_to_company';
    const made = await post(`${path}/create`, { inputs: [{ ...pair, type }] });
    expect([made.status, made.json.results]).toEqual([
      201,
      [
        { ...pair, type },
        { from: pair.to, to: pair.from, type: 'company_to_contact' },
      ],
    ]);
    const read = await post(`${path}/read`, { inputs: [{ id: contact }, { id: '99' }] });
    const to = [
      { id: company, type },
      { id: company, type: 'contact_to_company_unlabeled' },
    ];
    expect([read.status, read.json.results]).toEqual([207, [{ from: { id: contact }, to }]]);
    expect((await get(`contacts/${contact}/associations/companies`)).json.results).toEqual(to);
    await post(`${path}/archive`, { inputs: [{ ...pair, type }] });
    expect((await get(`contacts/${contact}/associations/companies`)).json.results).toEqual([]);
  });

  it('goes on after a pair that is not there, by the third version', async () => {
    const { post, contact, company } = await opened();
    const type = 'contact_to_company';
    const pairs = ['99', contact].map((id) => ({ from: { id }, to: { id: company }, type }));
    const made = await post('/crm/v3/associations/contacts/companies/batch/create', {
      inputs: pairs,
    });
    expect([made.status, made.json.results.length, made.json.errors]).toMatchObject([
      207,
      2,
      [{ subCategory: 'crm.associations.INVALID_IDENTIFIER', context: { fromObjectId: ['99'] } }],
    ]);
  });
});

describe('an association by the third version', () => {
  it('is made and taken away one by one', async () => {
    const { send, get, contact, company, portal } = await opened();
    const path = `contacts/${contact}/associations/companies`;
    const one = `${path}/${company}/contact_to_company`;
    const made = await send('PUT', one);
    expect([made.status, made.json]).toMatchObject([
      200,
      { id: contact, associations: { companies: { results: [{ id: company }, {}] } } },
    ]);
    expect((await send('PUT', `${path}/${company}/nothing`)).status).toBe(400);
    expect((await send('PUT', `${path}/99/contact_to_company`)).json).toMatchObject({
      message: 'One or more associations are invalid',
      context: { INVALID_OBJECT_IDS: ['COMPANY=99 is not valid'] },
    });
    const page = (await get(`${path}?limit=1`)).json;
    expect(page).toMatchObject({ results: [{ id: company }], paging: { next: { after: '1' } } });
    expect((await get(`${path}?limit=1&after=1`)).json.paging).toBeUndefined();
    expect((await send('DELETE', one)).status).toBe(204);
    expect(portal.associated({ object: 'contacts', id: contact }, 'companies')).toEqual([]);
  });

  it('has types with names', async () => {
    const { client } = await opened();
    const { results } = await client.crm.associations.schema.typesApi.getAll('contacts', 'deals');
    expect(results).toMatchObject([{ id: '4', name: 'contact_to_deal' }]);
  });
});

describe('a label', () => {
  const path = '/crm/v4/associations/contacts/companies/labels';
  const other = '/crm/v4/associations/companies/contacts/labels';
  const names = async ({ get }: Awaited<ReturnType<typeof opened>>, at: string) =>
    (await get(at)).json.results
      .filter(({ category }: { category: string }) => category === 'USER_DEFINED')
      .map(({ label }: { label: string }) => label);

  it('is called the same both ways, or not', async () => {
    const all = await opened();
    const { results } = (await all.post(path, { name: 'advisor', label: 'Advisor' })).json;
    expect((await all.get(path)).json.results).toContainEqual({
      category: 'USER_DEFINED',
      typeId: results[0].typeId,
      label: 'Advisor',
    });
    expect((await all.put(all.company, results[0].typeId)).status).toBe(400);
    await all.post(path, { name: 'boss', label: 'Boss', inverseLabel: 'Employs' });
    expect([await names(all, path), await names(all, other)]).toEqual([
      ['Advisor', 'Boss'],
      ['Advisor', 'Employs'],
    ]);
  });

  it('between records of one object has two sides only if they are named', async () => {
    const all = await opened();
    const contacts = '/crm/v4/associations/contacts/contacts/labels';
    const made = async (body: object) => (await all.post(contacts, body)).json.results;
    expect(await made({ name: 'peer', label: 'Peer' })).toMatchObject([{ label: 'Peer' }]);
    const pair = { name: 'lead_report', label: 'Lead', inverseLabel: 'Report' };
    expect(await made(pair)).toMatchObject([{ label: 'Lead' }, { label: 'Report' }]);
  });

  it('is renamed and taken away by the official client', async () => {
    const all = await opened();
    const { definitionsApi } = all.client.crm.associations.v4.schema;
    const made = await definitionsApi.create('contacts', 'companies', {
      name: 'boss',
      label: 'Boss',
      inverseLabel: 'Employs',
    });
    const typeId = made.results[0]?.typeId ?? 0;
    await definitionsApi.update('contacts', 'companies', {
      associationTypeId: typeId,
      label: 'Chief',
    });
    expect([await names(all, path), await names(all, other)]).toEqual([['Chief'], ['Employs']]);
    const body = [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }];
    await all.send('PUT', all.path(`/${all.company}`), { body });
    const held = () =>
      all.portal.associated({ object: 'contacts', id: all.contact }, 'companies')[0]?.typeIds;
    expect(held()).toEqual([279, typeId]);
    await definitionsApi.remove('contacts', 'companies', typeId);
    expect([held(), await names(all, path), await names(all, other)]).toEqual([[279], [], []]);
    expect((await all.post(path, { name: 'x', label: 'X' })).json.results[0].typeId).not.toBe(
      typeId,
    );
  });

  it('of HubSpot stays as it is', async () => {
    const { send } = await opened();
    const body = { associationTypeId: 1, label: 'First' };
    expect((await send('PUT', path, { body })).status).toBe(400);
    expect((await send('DELETE', `${path}/279`)).status).toBe(400);
    expect((await send('DELETE', `${path}/999999`)).status).toBe(404);
  });
});
