import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const make = (email: string, more = {}) => ({ properties: { email, ...more } });

describe('a second contact', () => {
  it('of one address is refused with the id of the first', async () => {
    const { post } = await openPortal();
    const first = await post('contacts', make('ada@acme.example'));
    const { status, json } = await post('contacts', make('ADA@acme.example'));
    expect(status).toBe(409);
    expect(json).toEqual({
      status: 'error',
      message: `Contact already exists. Existing ID: ${first.json.id}`,
      correlationId: expect.any(String),
      category: 'CONFLICT',
    });
  });

  it('of a further address is refused as well', async () => {
    const { post } = await openPortal();
    const further = { hs_additional_emails: 'ada@home.example' };
    const first = await post('contacts', make('ada@acme.example', further));
    const second = await post('contacts', make('ada@home.example'));
    expect([second.status, second.json.message]).toEqual([
      409,
      `Contact already exists. Existing ID: ${first.json.id}`,
    ]);
    const third = await post(
      'contacts',
      make('x@y.example', { hs_additional_emails: 'ada@acme.example' }),
    );
    expect(third.status).toBe(409);
  });

  it('may not take the address by a change', async () => {
    const { post, send, simulator } = await openPortal();
    await post('contacts', make('ada@acme.example'));
    const { id } = (await post('contacts', make('b@acme.example'))).json;
    const change = () => send('PATCH', `contacts/${id}`, { body: make('ada@acme.example') });
    expect((await change()).status).toBe(409);
    simulator.setRules({ emailConflictStatus: 400 });
    expect((await change()).status).toBe(400);
  });

  it('may take an address that is free again', async () => {
    const { post, send, simulator } = await openPortal();
    const { id } = (await post('contacts', make('ada@acme.example'))).json;
    await send('PATCH', `contacts/${id}`, { body: make('new@acme.example') });
    expect((await post('contacts', make('ada@acme.example'))).status).toBe(201);
    simulator.setRules({ replacedEmail: 'kept' });
    await send('PATCH', `contacts/${id}`, { body: make('newer@acme.example') });
    expect((await post('contacts', make('new@acme.example'))).status).toBe(409);
  });

  it('is made without an address', async () => {
    const { post } = await openPortal();
    expect((await post('contacts', { properties: { firstname: 'A' } })).status).toBe(201);
    expect((await post('contacts', { properties: { firstname: 'A' } })).status).toBe(201);
  });
});

describe('an address', () => {
  it('is stored in lower case or as it was typed', async () => {
    const { post, get, simulator } = await openPortal();
    const stored = async (email: string) => {
      const { id } = (await post('contacts', make(email))).json;
      return (await get(`contacts/${id}`)).json.properties.email;
    };
    expect(await stored(' Ada@Acme.example')).toBe('ada@acme.example');
    simulator.setRules({ lowercaseEmails: false });
    expect(await stored('Eva@Acme.example')).toBe('Eva@Acme.example');
    expect((await post('contacts', make('eva@acme.example'))).status).toBe(409);
  });
});

describe('companies', () => {
  it('may share a domain', async () => {
    const { post, get } = await openPortal();
    const company = { properties: { name: 'Acme', domain: 'acme.example' } };
    const one = await post('companies', company);
    const two = await post('companies', company);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.json.id).not.toBe(two.json.id);
    const { json } = await get(`companies/${one.json.id}?properties=website`);
    expect(json.properties.website).toBe('acme.example');
  });

  it('keep their website when the domain changes', async () => {
    const { post, send, get } = await openPortal();
    const { id } = (await post('companies', { properties: { domain: 'a.example' } })).json;
    await send('PATCH', `companies/${id}`, { body: { properties: { domain: 'b.example' } } });
    const { json } = await get(`companies/${id}?properties=website,domain`);
    expect(json.properties).toMatchObject({ website: 'a.example', domain: 'b.example' });
  });
});

describe('a unique property', () => {
  const task = (key: string) => ({
    properties: { hs_timestamp: '2026-06-01T00:00:00Z', unify_metadata: key },
  });

  it('refuses a value that another record has', async () => {
    const { post, simulator } = await openPortal();
    await post('tasks', task('K-1'));
    const { status, json } = await post('tasks', task('k-1'));
    expect([status, json.category, json.errors[0].code]).toEqual([
      400,
      'VALIDATION_ERROR',
      'CONFLICTING_UNIQUE_VALUE',
    ]);
    simulator.setRules({ uniqueCaseSensitive: true });
    expect((await post('tasks', task('k-1'))).status).toBe(201);
  });

  it('lets two through where its check is late', async () => {
    const { post, simulator } = await openPortal({ rules: { uniqueLagMs: 500 } });
    expect((await post('tasks', task('k'))).status).toBe(201);
    simulator.clock.advance(499);
    expect((await post('tasks', task('k'))).status).toBe(201);
    simulator.clock.advance(1000);
    expect((await post('tasks', task('k'))).status).toBe(400);
  });

  it('finds its record', async () => {
    const { post, get } = await openPortal();
    const { id } = (await post('tasks', task('k-7'))).json;
    expect((await get('tasks/k-7?idProperty=unify_metadata')).json.id).toBe(id);
  });
});

describe('a life-cycle stage', () => {
  const stageOf = (stage: string) => ({ properties: { lifecyclestage: stage } });

  it('goes forward alone, unless it is cleared first', async () => {
    const { post, send, get } = await openPortal();
    const { id } = (await post('contacts', make('a@b.example', { lifecyclestage: 'customer' })))
      .json;
    const stage = async () =>
      (await get(`contacts/${id}?properties=lifecyclestage`)).json.properties.lifecyclestage;
    const patch = async (value: string) =>
      (await send('PATCH', `contacts/${id}`, { body: stageOf(value) })).status;
    expect([await patch('lead'), await stage()]).toEqual([200, 'customer']);
    expect([await patch(''), await stage()]).toEqual([200, null]);
    expect([await patch('lead'), await stage()]).toEqual([200, 'lead']);
  });

  it('goes anywhere by a person in HubSpot', async () => {
    const { simulator } = await openPortal();
    const ref = {
      object: 'contacts',
      id: simulator.portal.insert('contacts', stageOf('customer').properties),
    };
    simulator.portal.update(ref, { lifecyclestage: 'lead' });
    expect(simulator.portal.read(ref)).toMatchObject({ lifecyclestage: 'lead' });
  });
});

describe('a value that HubSpot refuses', () => {
  it('is named twice, with every other one, and nothing is written', async () => {
    const { post, simulator } = await openPortal();
    const { status, json } = await post('contacts', {
      properties: {
        email: 'nobody',
        nothing: '1',
        hs_object_source: 'X',
        hs_lead_status: 'HOT',
        numemployees: 'many',
        date_of_birth: '2026-01-01T10:00:00Z',
      },
    });
    expect([status, json.category]).toEqual([400, 'VALIDATION_ERROR']);
    const inner = JSON.parse(json.message.slice('Property values were not valid: '.length));
    const codes = Object.fromEntries(
      inner.map(({ name, error }: { name: string; error: string }) => [name, error]),
    );
    expect(codes).toEqual({
      email: 'INVALID_EMAIL',
      nothing: 'PROPERTY_DOESNT_EXIST',
      hs_object_source: 'READ_ONLY_VALUE',
      hs_lead_status: 'INVALID_OPTION',
      numemployees: 'INVALID_INTEGER',
      date_of_birth: 'INVALID_DATE',
    });
    expect(json.errors.map(({ code }: { code: string }) => code)).toEqual(Object.values(codes));
    expect(simulator.portal.ids('contacts')).toEqual([]);
  });

  it('says so of an owner, a stage and a property set of nothing', async () => {
    const { post, send } = await openPortal();
    const { id } = (await post('contacts', make('a@b.example', { numemployees: 7 }))).json;
    const patch = async (properties: Record<string, string>) =>
      (await send('PATCH', `contacts/${id}`, { body: { properties } })).json;
    expect((await patch({ hubspot_owner_id: '77001' })).errors[0].code).toBe('INVALID_OPTION');
    expect((await patch({})).message).toBe(
      'No properties found to update, please provide at least one.',
    );
    const deal = { dealname: 'D', pipeline: '704112', dealstage: 'closedwon' };
    const refused = await post('deals', { properties: deal });
    expect(refused.json.errors[0]).toMatchObject({ code: 'INVALID_OPTION' });
  });

  it('is missing from an activity', async () => {
    const { post } = await openPortal();
    const { status, json } = await post('emails', { properties: { hs_email_subject: 'Hi' } });
    expect([status, json.message]).toEqual([
      400,
      'Error creating EMAIL. Some required properties were not set.',
    ]);
    const broken = await post('contacts', '{');
    expect([broken.status, broken.json.status]).toEqual([400, 'error']);
  });

  it('is null: ignored, cleared or refused', async () => {
    const { post, send, get, simulator } = await openPortal();
    const { id } = (await post('contacts', make('a@b.example', { phone: '1' }))).json;
    const patch = async () => {
      const { status } = await send('PATCH', `contacts/${id}`, {
        body: { properties: { phone: null, city: 'X' } },
      });
      const { json } = await get(`contacts/${id}?properties=phone`);
      return [status, json.properties.phone];
    };
    expect(await patch()).toEqual([200, '1']);
    simulator.setRules({ nullValues: 'reject' });
    expect(await patch()).toEqual([400, '1']);
    simulator.setRules({ nullValues: 'clear' });
    expect(await patch()).toEqual([200, null]);
  });

  it('is refused or ignored on activities', async () => {
    const { post, simulator } = await openPortal();
    const properties = { hs_timestamp: '1780000000000', hs_task_is_completed: 'true', nothing: 1 };
    expect((await post('tasks', { properties })).status).toBe(400);
    simulator.setRules({ activityBadProperties: 'ignore' });
    const { json } = await post('tasks', { properties });
    expect(json.properties).toMatchObject({
      hs_task_is_completed: 'false',
      hs_task_status: 'NOT_STARTED',
    });
  });

  it('may be a time in any form', async () => {
    const { post, get } = await openPortal();
    const due = async (hs_timestamp: string) => {
      const { id } = (await post('tasks', { properties: { hs_timestamp } })).json;
      return (await get(`tasks/${id}?properties=hs_timestamp`)).json.properties.hs_timestamp;
    };
    expect(await due('1780315200000')).toBe('2026-06-01T12:00:00Z');
    expect(await due('2026-06-01T14:00:00.250+02:00')).toBe('2026-06-01T12:00:00.250Z');
    expect(await due('2026-06-01T12:00:00')).toBe('2026-06-01T12:00:00Z');
    const refused = await post('tasks', { properties: { hs_timestamp: 'tomorrow' } });
    expect(refused.json.errors[0].code).toBe('INVALID_LONG');
  });

  it('is required by a rule on the newest paths alone', async () => {
    const { post, send } = await openPortal({
      rules: {
        required: [
          { object: 'contacts', property: 'firstname' },
          {
            object: 'contacts',
            property: 'jobtitle',
            when: { property: 'lifecyclestage', values: ['customer'] },
          },
        ],
      },
    });
    const path = '/crm/objects/2026-09/contacts';
    const { json } = await post(path, make('a@b.example'));
    expect(json.errors).toEqual([
      expect.objectContaining({
        code: 'MISSING_REQUIRED_PROPERTY',
        context: { propertyName: ['firstname'] },
      }),
    ]);
    const older = await post('/crm/objects/2026-03/contacts', make('c@d.example'));
    const made = await post('contacts', make('a@b.example'));
    expect([older.status, made.status]).toEqual([201, 201]);
    const change = { body: { properties: { lifecyclestage: 'customer' } } };
    const refused = await send('PATCH', `${path}/${made.json.id}`, change);
    expect(refused.json.errors[0].code).toBe('MISSING_CONDITIONAL_REQUIRED_PROPERTY');
    expect((await send('PATCH', `contacts/${made.json.id}`, change)).status).toBe(200);
  });

  it('is normalised by the newest paths, with a warning', async () => {
    const { post } = await openPortal();
    const birth = { firstname: 'A', date_of_birth: '2026-01-01T10:00:00Z' };
    const { status, json } = await post('/crm/objects/2026-09/contacts', { properties: birth });
    expect([status, json.properties.date_of_birth]).toEqual([201, '2026-01-01']);
    expect(json.warnings[0]).toMatchObject({
      category: 'PROPERTY_VALUE_NORMALIZED',
      context: { propertyName: ['date_of_birth'], normalizedValue: ['2026-01-01'] },
    });
  });
});

describe('a value that looks like a list', () => {
  it('is one value where it has to be unique', async () => {
    const { post } = await openPortal();
    const read = (id: string) =>
      post('contacts/batch/read', { idProperty: 'unify_metadata', inputs: [{ id }] });
    const first = await post('contacts', make('a@b.example', { unify_metadata: 'x;y' }));
    const second = await post('contacts', make('c@d.example', { unify_metadata: 'y' }));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((await read('X;y')).json.results).toMatchObject([{ id: first.json.id }]);
    expect((await read('y')).json.results).toMatchObject([{ id: second.json.id }]);
    expect((await read('x')).json.results).toEqual([]);
  });
});
