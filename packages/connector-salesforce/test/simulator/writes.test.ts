import { describe, expect, it } from 'vitest';
import { base, openOrg, type OpenOrg } from './open-org.ts';

describe('rows', () => {
  it('creates, reads, changes and deletes a record', async () => {
    const org = await openOrg();
    const created = await org.send('POST', 'sobjects/Account/', { body: { Name: ' Acme ' } });
    expect([created.status, created.json.success]).toEqual([201, true]);
    const path = `sobjects/Account/${created.json.id}`;
    expect(created.headers.get('location')).toBe(`${base}/${path}`);
    expect((await org.send('PATCH', path, { body: { Phone: '1', Site: '' } })).status).toBe(204);
    expect((await org.send('GET', `${path}?fields=Name,Site`)).json).toMatchObject({
      Name: 'Acme',
      Site: null,
    });
    expect((await org.send('DELETE', path)).status).toBe(204);
    expect((await org.send('GET', path)).json[0].errorCode).toBe('NOT_FOUND');
    const again = await org.send('PATCH', path, { body: { Phone: '2' } });
    expect(again.status).toBe(404);
    expect(again.json).toEqual([
      { message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] },
    ]);
  });

  it.each([
    ['Contact', {}, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]'],
    [
      'Contact',
      { LastName: 'A', Email: 'x' },
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: x',
    ],
    [
      'Account',
      { Name: 'A', Nope__c: 1 },
      'INVALID_FIELD',
      "No such column 'Nope__c' on sobject of type Account",
    ],
    ['Account', { Name: 'A', CreatedDate: null }, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'CreatedDate'],
    ['Account', { Name: 'A'.repeat(256) }, 'STRING_TOO_LONG', 'Account Name: data value too large'],
    [
      'Account',
      { Name: 'A', Unify_Intent_Level__c: 'Huge' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Unify Intent Level: bad value',
    ],
    [
      'Account',
      { Name: 'A', BillingState: 'Nowhere', BillingCountry: 'Canada' },
      'FIELD_INTEGRITY_EXCEPTION',
      'valid states.: Billing State/Province',
    ],
    [
      'Contact',
      { LastName: 'A', AccountId: '0035e0000100000AAA' },
      'MALFORMED_ID',
      'id value of incorrect type',
    ],
    [
      'Contact',
      { LastName: 'A', AccountId: '0015e0000zzzzzzAAA' },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
    ],
  ])('refuses %s %j', async (object, body, code, message) => {
    const org = await openOrg();
    const answer = await org.send('POST', `sobjects/${object}`, { body });
    expect(answer.status).toBe(400);
    expect(answer.json[0].errorCode).toBe(code);
    expect(answer.json[0].message).toContain(message);
    expect(org.simulator.history.length).toBe(0);
  });

  it('keeps codes and texts of state and country in step', async () => {
    const org = await openOrg();
    const body = { Name: 'A', BillingCountryCode: 'US', BillingState: 'California' };
    const { id } = (await org.send('POST', 'sobjects/Account', { body })).json;
    const read = () => org.simulator.org.read({ object: 'Account', id });
    expect(read()).toMatchObject({ BillingCountry: 'United States', BillingStateCode: 'CA' });
    await org.send('PATCH', `sobjects/Account/${id}`, { body: { BillingCountryCode: null } });
    expect(read()).toMatchObject({
      BillingCountry: null,
      BillingState: null,
      BillingStateCode: null,
    });
  });

  it('refuses a value that a unique field has, with a 15-character id', async () => {
    const org = await openOrg();
    const body = { Name: 'A', Unify_Metadata__c: 'key' };
    const { id } = (await org.send('POST', 'sobjects/Account', { body })).json;
    const second = await org.send('POST', 'sobjects/Account', {
      body: { ...body, Unify_Metadata__c: 'KEY' },
    });
    expect(second.json[0].errorCode).toBe('DUPLICATE_VALUE');
    expect(second.json[0].message).toBe(
      `duplicate value found: Unify_Metadata__c duplicates value on record with id: ${id.slice(0, 15)}`,
    );
  });
});

describe('upsert', () => {
  it('creates, then updates by the same key', async () => {
    const org = await openOrg();
    const path = 'sobjects/Contact/Unify_Metadata__c/p%2F1';
    const first = await org.send('PATCH', path, { body: { LastName: 'A' } });
    const second = await org.send('PATCH', path, { body: { LastName: 'B' } });
    expect([first.status, first.json.created]).toEqual([201, true]);
    expect([second.status, second.json.created]).toEqual([200, false]);
    expect(second.json.id).toBe(first.json.id);
  });

  it('answers 300 with the addresses of several matches', async () => {
    const org = await openOrg();
    const Email = 'twin@x.example';
    for (const LastName of ['A', 'B']) org.simulator.org.insert('Contact', { LastName, Email });
    const answer = await org.send('PATCH', 'sobjects/Contact/Email/twin%40x.example', {
      body: { Title: 'T' },
    });
    expect(answer.status).toBe(300);
    expect(answer.json).toEqual(
      org.simulator.org.ids('Contact').map((id) => `${base}/sobjects/Contact/${id}`),
    );
  });

  it('has no body for an update before version 46', async () => {
    const org = await openOrg();
    const path = '/services/data/v45.0/sobjects/Contact/Unify_Metadata__c/p1';
    expect((await org.send('PATCH', path, { body: { LastName: 'A' } })).status).toBe(201);
    const second = await org.send('PATCH', path, { body: { LastName: 'B' } });
    expect([second.status, second.text]).toEqual([204, '']);
  });

  it('creates by a POST to the field Id', async () => {
    const org = await openOrg();
    const answer = await org.send('POST', 'sobjects/Account/Id', { body: { Name: 'A' } });
    expect(answer.status).toBe(201);
    expect(org.simulator.org.ids('Account')).toEqual([answer.json.id]);
  });

  it('creates nothing with updateOnly', async () => {
    const org = await openOrg();
    const path = 'sobjects/Contact/Unify_Metadata__c/none?updateOnly=true';
    expect((await org.send('PATCH', path, { body: { LastName: 'A' } })).status).toBe(404);
    expect(org.simulator.org.ids('Contact')).toEqual([]);
  });
});

const account = (Name: string | null) => ({ attributes: { type: 'Account' }, Name });

describe('collections', () => {
  it('answers per record, in order', async () => {
    const org = await openOrg();
    const body = { records: [account('A'), account(null), account('C')] };
    const answer = await org.send('POST', 'composite/sobjects', { body });
    const [first, second, third] = answer.json;
    expect(first).toEqual({ id: first.id, success: true, errors: [] });
    expect(second).toEqual({
      success: false,
      errors: [
        {
          statusCode: 'REQUIRED_FIELD_MISSING',
          message: 'Required fields are missing: [Name]',
          fields: ['Name'],
        },
      ],
    });
    expect(third.success).toBe(true);
  });

  it('undoes everything with allOrNone, still with 200', async () => {
    const org = await openOrg();
    const body = { allOrNone: true, records: [account('A'), account(null)] };
    const answer = await org.send('POST', 'composite/sobjects', { body });
    expect(answer.status).toBe(200);
    expect(answer.json[0].errors[0].statusCode).toBe('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(org.simulator.org.ids('Account')).toEqual([]);
    expect(org.simulator.history.length).toBe(0);
  });

  it('takes 200 records and refuses 201', async () => {
    const org = await openOrg();
    const records = Array.from({ length: 201 }, (_, n) => account(`A${n}`));
    const many = await org.send('POST', 'composite/sobjects', { body: { records } });
    expect([many.status, many.json[0].errorCode]).toEqual([400, 'EXCEEDED_ID_LIMIT']);
    const fine = await org.send('POST', 'composite/sobjects', {
      body: { records: records.slice(1) },
    });
    expect(fine.json.length).toBe(200);
  });

  const upsert = async (org: OpenOrg, key: string, records: object[]) => {
    const body = { records: records.map((one) => ({ attributes: { type: 'Account' }, ...one })) };
    return (await org.send('PATCH', `composite/sobjects/Account/${key}`, { body })).json;
  };
  const codesOf = (results: { success: boolean; errors: { statusCode: string }[] }[]) =>
    results.map(({ success, errors }) => (success ? 'ok' : errors[0]?.statusCode));

  it('upserts none of the records that share a key', async () => {
    const org = await openOrg();
    const results = await upsert(org, 'Unify_Metadata__c', [
      { Unify_Metadata__c: 'k9', Name: 'A' },
      { Unify_Metadata__c: 'k1', Name: 'B' },
      { Unify_Metadata__c: 'K9', Name: 'C' },
    ]);
    expect(codesOf(results)).toEqual(['DUPLICATE_VALUE', 'ok', 'DUPLICATE_VALUE']);
    expect(results[0].errors[0]).toEqual({
      statusCode: 'DUPLICATE_VALUE',
      message: 'Duplicate external id specified: k9',
      fields: ['Unify_Metadata__c'],
    });
  });

  it('upserts by Id: creates without one, and refuses one given twice', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Account', { Name: 'A' });
    const other = org.simulator.org.insert('Account', { Name: 'B' });
    const results = await upsert(org, 'Id', [
      { Id: id, Name: 'C' },
      { Name: 'D' },
      { Id: null, Name: 'E' },
      { Id: other, Name: 'F' },
      { Id: id.slice(0, 15), Name: 'G' },
    ]);
    expect(codesOf(results)).toEqual(['DUPLICATE_VALUE', 'ok', 'ok', 'ok', 'DUPLICATE_VALUE']);
    expect(results.map(({ created }: { created: boolean }) => created)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(results[0].errors[0].message).toBe(`Duplicate id specified: ${id}`);
  });

  it('updates a record twelve more times in a call and no oftener', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Account', { Name: 'A' });
    const records = Array.from({ length: 14 }, (_, n) => ({ ...account(`A${n}`), id }));
    const { json } = await org.send('PATCH', 'composite/sobjects', { body: { records } });
    expect(codesOf(json)).toEqual([...Array.from({ length: 13 }, () => 'ok'), 'DUPLICATE_VALUE']);
    expect(json[13].errors[0].message).toContain('(12 allowed)');
    expect(org.simulator.org.read({ object: 'Account', id })).toMatchObject({ Name: 'A12' });
  });

  it('refuses ids that are none or of another object', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Contact', { LastName: 'A' });
    const records = ['foo', id, '0015e0000zzzzzzAAA'].map((one) => ({ ...account('B'), id: one }));
    const changed = await org.send('PATCH', 'composite/sobjects', { body: { records } });
    const codes = ['MALFORMED_ID', 'MALFORMED_ID', 'INVALID_CROSS_REFERENCE_KEY'];
    expect(codesOf(changed.json)).toEqual(codes);
    expect(changed.json[1].errors[0].message).toBe(`Account ID: id value of incorrect type: ${id}`);
    const ids = '001foo,foo,0015e0000zzzzzzAAA';
    const deleted = await org.send('DELETE', `composite/sobjects?ids=${ids}`);
    expect(codesOf(deleted.json)).toEqual(codes);
  });

  it('reads by ids with null for what is missing', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Account', { Name: 'A' });
    const body = { ids: [id, '0015e0000zzzzzzAAA'], fields: ['Name'] };
    const answer = await org.send('POST', 'composite/sobjects/Account', { body });
    expect(answer.json[0]).toMatchObject({ Id: id, Name: 'A' });
    expect(answer.json[1]).toBeNull();
  });
});
