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
    expect((await put('99', 279)).json.subCategory).toBe('crm.associations.INVALID_IDENTIFIER');
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

  it('knows labels', async () => {
    const { get, post, put, company } = await opened();
    const path = '/crm/v4/associations/contacts/companies/labels';
    const label = { name: 'advisor', label: 'Advisor' };
    const { results } = (await post(path, label)).json;
    expect((await get(path)).json.results).toContainEqual({
      category: 'USER_DEFINED',
      typeId: results[0].typeId,
      label: 'Advisor',
    });
    expect((await put(company, results[0].typeId)).status).toBe(400);
  });
});
