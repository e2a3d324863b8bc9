import { describe, expect, it } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

const client = { client_id: 'c', client_secret: 's' };

const refresh = async ({ simulator }: OpenPortal, token: string, version = 'v1') => {
  const fields = { grant_type: 'refresh_token', refresh_token: token, ...client };
  const response = await fetch(`${simulator.url}/oauth/${version}/token`, form(fields));
  // eslint-disable-next-line typescript/no-explicit-any
  return { status: response.status, json: (await response.json()) as any };
};

describe('a token', () => {
  it('is missing, unknown or malformed', async () => {
    const { send } = await openPortal();
    for (const headers of [{ authorization: '' }, as('nobody').headers]) {
      const answer = await send('GET', 'contacts', { headers });
      expect([answer.status, answer.json.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
      expect(answer.headers.has('x-hubspot-auth-failure')).toBe(true);
    }
    const broken = await send('GET', 'contacts', as('{token}'));
    expect([broken.status, broken.json]).toEqual([530, null]);
  });

  it('expires', async () => {
    const opened = await openPortal();
    const { json } = await refresh(opened, 'sim-refresh');
    expect(json).toMatchObject({
      token_type: 'bearer',
      refresh_token: 'sim-refresh',
      expires_in: 1800,
    });
    const read = () => opened.send('GET', 'contacts', as(json.access_token));
    expect((await read()).status).toBe(200);
    opened.simulator.clock.advance(1_807_000);
    expect((await read()).json).toMatchObject({
      category: 'EXPIRED_AUTHENTICATION',
      message: 'The OAuth token used to make this call expired 7 second(s) ago.',
      context: { 'expire time': ['2026-06-01T12:30:00Z'] },
    });
  });

  it('is refreshed with or without a new refresh token', async () => {
    const opened = await openPortal();
    const dated = await refresh(opened, 'sim-refresh', '2026-09');
    expect(dated.json).toMatchObject({ hub_id: 147365210, scopes: expect.any(Array) });
    opened.simulator.setRules({ rotateRefreshTokens: true });
    const { json } = await refresh(opened, 'sim-refresh');
    expect(json.refresh_token).not.toBe('sim-refresh');
    expect(await refresh(opened, 'sim-refresh')).toEqual({
      status: 400,
      json: {
        status: 'BAD_REFRESH_TOKEN',
        error: 'invalid_grant',
        message: 'refresh token is invalid, expired or revoked',
        error_description: 'refresh token is invalid, expired or revoked',
      },
    });
    expect((await refresh(opened, json.refresh_token)).status).toBe(200);
  });

  it('comes of a code, once', async () => {
    const opened = await openPortal();
    const { code } = (await opened.control('tokens', { action: 'code' })).json;
    const fields = { grant_type: 'authorization_code', code, redirect_uri: 'http://a', ...client };
    const exchange = async () => {
      const answer = await fetch(`${opened.simulator.url}/oauth/v3/token`, form(fields));
      return ((await answer.json()) as { status?: string }).status;
    };
    expect([await exchange(), await exchange()]).toEqual([undefined, 'BAD_AUTH_CODE']);
  });

  it('is looked into and revoked', async () => {
    const opened = await openPortal();
    const { url } = opened.simulator;
    const introspect = async (token: string) => {
      const answer = await fetch(
        `${url}/oauth/2026-09/token/introspect`,
        form({ ...client, token }),
      );
      return answer.json() as Promise<{ active: boolean }>;
    };
    expect(await introspect('sim-integration')).toMatchObject({ active: true, app_id: 2218844 });
    const info = await opened.post('/oauth/v2/private-apps/get/access-token-info', {
      tokenKey: 'sim-integration',
    });
    expect(info.json).toMatchObject({ hubId: 147365210, scopes: expect.any(Array) });
    expect((await opened.get('/oauth/v1/access-tokens/sim-integration')).json.hub_id).toBe(
      147365210,
    );
    await fetch(`${url}/oauth/2026-09/token/revoke`, form({ ...client, token: 'sim-refresh' }));
    expect((await refresh(opened, 'sim-refresh')).json.status).toBe('BAD_REFRESH_TOKEN');
    expect(await introspect('sim-refresh')).toEqual({ active: false });
  });

  it("is the app's own for the scopes it asks for", async () => {
    const opened = await openPortal();
    const own = async (scope: string, version: string) => {
      const fields = { grant_type: 'client_credentials', scope, ...client };
      const answer = await fetch(`${opened.simulator.url}/oauth/${version}/token`, form(fields));
      return answer.json() as Promise<{ access_token: string; status?: string }>;
    };
    const scope = 'developer.webhooks_journal.read crm.objects.contacts.read';
    const issued = await own(scope, 'v1');
    expect(issued).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 1800,
    });
    const poor = as(issued.access_token);
    expect((await opened.send('GET', 'contacts', poor)).status).toBe(200);
    expect((await opened.send('GET', 'deals', poor)).status).toBe(403);
    for (const wrong of ['', 'nothing'])
      expect((await own(wrong, '2026-09')).status).toBe('BAD_SCOPES');
  });

  it('names its account and scopes, by the first version too', async () => {
    const opened = await openPortal();
    const { json } = await refresh(opened, 'sim-refresh');
    expect(json).toMatchObject({ hub_id: 147365210, scopes: expect.any(Array) });
  });

  it('is asked for by a body that can be read', async () => {
    const { send } = await openPortal();
    const path = '/oauth/v2/private-apps/get/access-token-info';
    for (const body of ['{', '{}', '[]']) {
      const { status, json } = await send('POST', path, { body });
      expect([body, status, json.category]).toEqual([body, 400, 'VALIDATION_ERROR']);
    }
  });

  it('makes changes in the name of its app or person', async () => {
    const opened = await openPortal();
    const { simulator, send } = opened;
    const { integration, person } = simulator.report.users;
    const body = { properties: { email: 'a@b.example' } };
    const { id } = (await send('POST', 'contacts', { body })).json;
    await send('PATCH', `contacts/${id}`, {
      body: { properties: { phone: '1' } },
      ...as('sim-person'),
    });
    const users = (field: string) =>
      simulator.history.list({ object: 'contacts', id, field }).map(({ user }) => user);
    expect([users('email'), users('phone')]).toEqual([[integration], [person]]);
    await opened.control('tokens', { action: 'add', token: 't', user: '88', name: 'Eve' });
    await send('PATCH', `contacts/${id}`, { body: { properties: { phone: '2' } }, ...as('t') });
    expect(users('phone')).toEqual([person, '88']);
  });
});

describe('a scope', () => {
  it('that is missing is named', async () => {
    const { send, post, control } = await openPortal();
    const scopes = ['crm.objects.contacts.read', 'crm.objects.companies.read'];
    await control('tokens', { action: 'add', token: 'poor', scopes });
    const refused = await send('POST', 'contacts', { ...as('poor'), body: { properties: {} } });
    expect([refused.status, refused.json]).toMatchObject([
      403,
      {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
        links: { scopes: 'https://developers.hubspot.com/scopes' },
      },
    ]);
    const status = async (method: string, path: string) =>
      (await send(method, path, as('poor'))).status;
    expect(await status('GET', 'contacts')).toBe(200);
    expect(await status('GET', 'tasks')).toBe(200);
    expect(await status('GET', 'deals')).toBe(403);
    expect(await status('GET', '/crm/v3/owners')).toBe(403);
    expect(await status('GET', '/account-info/v3/details')).toBe(403);
    expect(await status('GET', '/crm/v3/properties/contacts')).toBe(200);
    const batch = '/crm/v4/associations/contacts/companies/batch';
    const inputs = { body: { inputs: [{ id: '1' }] }, ...as('poor') };
    expect((await send('POST', `${batch}/read`, inputs)).status).toBe(207);
    expect((await send('POST', `${batch}/create`, inputs)).status).toBe(403);
    expect((await post('contacts', { properties: {} })).status).toBe(201);
  });

  it('for the content of emails shows or redacts it', async () => {
    const { simulator, send, control } = await openPortal();
    const id = simulator.portal.insert('emails', {
      hs_timestamp: '2026-06-01T00:00:00Z',
      hs_email_subject: 'Hi',
    });
    await control('tokens', {
      action: 'add',
      token: 'poor',
      scopes: ['crm.objects.contacts.read'],
    });
    const path = `emails/${id}?properties=hs_email_subject,hs_timestamp`;
    expect((await send('GET', path)).json.properties.hs_email_subject).toBe('Hi');
    const { properties } = (await send('GET', path, as('poor'))).json;
    expect(properties).toMatchObject({ hs_email_subject: null, hs_timestamp: expect.any(String) });
  });
});
