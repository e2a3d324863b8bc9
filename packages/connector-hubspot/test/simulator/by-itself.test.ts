import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

const delay = { minMs: 3000, maxMs: 3000 };

describe('a company', () => {
  it('is made of an email domain some seconds later', async () => {
    const { simulator } = await openPortal({
      rules: { autoCompanies: true, autoCompanyDelay: delay },
    });
    const { portal, clock, history } = simulator;
    const id = portal.insert('contacts', { email: 'a@acme.example' });
    clock.advance(2999);
    expect(portal.ids('companies')).toEqual([]);
    clock.advance(1);
    const [company = ''] = portal.ids('companies');
    expect(portal.read({ object: 'companies', id: company })).toMatchObject({
      domain: 'acme.example',
      hs_object_source: 'COMPANIES',
      hs_object_source_label: 'CRM_SETTING',
      createdate: '2026-06-01T12:00:03Z',
    });
    expect(portal.associated({ object: 'contacts', id }, 'companies')).toEqual([
      { id: company, typeIds: [1, 279] },
    ]);
    expect(history.list({ object: 'companies' })[0]?.user).toBe('hubspot');
  });

  it('is found rather than made, and left alone for free mail', async () => {
    const { simulator } = await openPortal({
      rules: { autoCompanies: true, autoCompanyDelay: delay },
    });
    const { portal, clock } = simulator;
    const company = portal.insert('companies', {
      name: 'Acme',
      hs_additional_domains: 'acme.example',
    });
    const id = portal.insert('contacts', { email: 'a@acme.example' });
    portal.insert('contacts', { email: 'a@gmail.com' });
    clock.advance(5000);
    expect(portal.ids('companies')).toEqual([company]);
    expect(portal.associated({ object: 'contacts', id }, 'companies')[0]?.id).toBe(company);
  });
});

describe('a modified date', () => {
  it('moves although nobody changed anything', async () => {
    const { simulator, get } = await openPortal({ rules: { modifiedBumps: true } });
    const { portal, clock } = simulator;
    const id = portal.insert('contacts', { email: 'a@b.example' });
    const modified = async () => (await get(`contacts/${id}`)).json.updatedAt as string;
    const first = await modified();
    clock.advance(8000);
    const second = await modified();
    clock.advance(6 * 3_600_000);
    const third = await modified();
    expect(first < second && second < third).toBe(true);
  });

  it('moves when a task is due', async () => {
    const { simulator, get } = await openPortal({ rules: { modifiedBumps: true } });
    const properties = { hs_timestamp: '2026-06-02T00:00:00Z' };
    const id = simulator.portal.insert('tasks', properties);
    simulator.clock.advance(86_400_000);
    expect((await get(`tasks/${id}`)).json.updatedAt).toBe('2026-06-02T00:00:00Z');
  });

  it('moves when an activity is logged', async () => {
    const { simulator, post } = await openPortal({ rules: { modifiedBumps: true } });
    const { portal, clock } = simulator;
    const id = portal.insert('contacts', { email: 'a@b.example' });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 198 }];
    await post('emails', {
      properties: { hs_timestamp: '2026-05-31T00:00:00Z' },
      associations: [{ to: { id }, types }],
    });
    clock.advance(3000);
    expect(portal.read({ object: 'contacts', id })).toMatchObject({
      notes_last_updated: '2026-05-31T00:00:00Z',
    });
  });

  it('moves when a test says so, and nothing is in the history', async () => {
    const { simulator, get, control } = await openPortal();
    const { portal, clock, history } = simulator;
    const id = portal.insert('contacts', { email: 'a@b.example' });
    const changes = history.length;
    clock.advance(1000);
    await control('records', { action: 'touch', object: 'contacts', id });
    expect((await get(`contacts/${id}`)).json.updatedAt).toBe('2026-06-01T12:00:01Z');
    expect(history.length).toBe(changes);
  });

  it('may or may not follow an association', async () => {
    const { simulator, get } = await openPortal();
    const { portal, clock } = simulator;
    const id = portal.insert('contacts', { email: 'a@b.example' });
    const link = (name: string) =>
      portal.associate({
        from: { object: 'contacts', id },
        to: { object: 'companies', id: portal.insert('companies', { name }) },
      });
    clock.advance(1000);
    link('A');
    expect((await get(`contacts/${id}`)).json.updatedAt).toBe('2026-06-01T12:00:00Z');
    simulator.setRules({ associationBumps: 1 });
    link('B');
    expect((await get(`contacts/${id}`)).json.updatedAt).toBe('2026-06-01T12:00:01Z');
  });
});

describe('a task', () => {
  it('is completed by its status', async () => {
    const { simulator, send } = await openPortal();
    const id = simulator.portal.insert('tasks', { hs_timestamp: '2026-06-01T00:00:00Z' });
    simulator.clock.advance(1000);
    const body = { properties: { hs_task_status: 'COMPLETED' } };
    const { json } = await send('PATCH', `tasks/${id}`, { body });
    expect(json.properties).toMatchObject({
      hs_task_is_completed: 'true',
      hs_task_completion_date: '2026-06-01T12:00:01Z',
      hs_task_completion_count: '1',
    });
  });
});

describe('an email', () => {
  it('says who wrote to whom by its headers', async () => {
    const { simulator, get } = await openPortal();
    const headers = {
      from: { email: 'me@sim.example', firstName: 'Me', lastName: 'Sim' },
      to: [{ email: 'a@b.example' }, { email: 'c@d.example' }],
    };
    const id = simulator.portal.insert('emails', {
      hs_timestamp: '2026-06-01T00:00:00Z',
      hs_email_direction: 'EMAIL',
      hs_email_html: '<p>Hello <b>you</b></p>',
      hs_email_headers: JSON.stringify(headers),
    });
    const names = 'hs_email_from_email,hs_email_from_firstname,hs_email_to_email,hs_body_preview';
    expect((await get(`emails/${id}?properties=${names}`)).json.properties).toMatchObject({
      hs_email_from_email: 'me@sim.example',
      hs_email_from_firstname: 'Me',
      hs_email_to_email: 'a@b.example;c@d.example',
      hs_body_preview: 'Hello you',
    });
  });

  it('is made twice when it is sent twice', async () => {
    const { post } = await openPortal();
    const properties = { hs_timestamp: '2026-06-01T00:00:00Z', hs_email_message_id: '<1@a>' };
    const [one, two] = [await post('emails', { properties }), await post('emails', { properties })];
    expect([one.status, two.status]).toEqual([201, 201]);
  });
});

describe('a deal', () => {
  it('is open, won or lost by its stage', async () => {
    const { post, send } = await openPortal();
    const deal = { dealname: 'D', dealstage: 'appointmentscheduled', amount: '10' };
    const made = await post('deals', { properties: deal });
    expect(made.json.properties).toMatchObject({
      pipeline: 'default',
      hs_is_closed: 'false',
      amount_in_home_currency: '10',
    });
    const { json } = await send('PATCH', `deals/${made.json.id}`, {
      body: { properties: { dealstage: 'closedwon' } },
    });
    expect(json.properties).toMatchObject({
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      hs_deal_stage_probability: '1',
    });
  });
});
