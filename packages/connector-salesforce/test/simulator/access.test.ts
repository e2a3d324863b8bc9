import { describe, expect, it } from 'vitest';
import { base, openOrg, type OpenOrg } from './open-org.ts';

const token = async (org: OpenOrg, form: Record<string, string>) => {
  const response = await fetch(`${org.simulator.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'app', client_secret: 'secret', ...form }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, string> };
};

const refresh = (org: OpenOrg, value: string) =>
  token(org, { grant_type: 'refresh_token', refresh_token: value });

const bearer = (value: string | undefined) => ({
  headers: { authorization: `Bearer ${value ?? ''}` },
});

describe('tokens', () => {
  it('are refreshed without a new refresh token', async () => {
    const org = await openOrg();
    const { status, json } = await refresh(org, 'sim-refresh');
    expect(status).toBe(200);
    expect(json['refresh_token']).toBeUndefined();
    expect(json['access_token']).toMatch(/^00D.{12}!.*\./u);
    expect(json['instance_url']).toBe(org.simulator.url);
    expect(json['issued_at']).toMatch(/^\d+$/u);
    expect((await org.send('GET', 'limits', bearer(json['access_token']))).status).toBe(200);
  });

  it('rotate where the org says so: the old one ends', async () => {
    const org = await openOrg({ rules: { rotateRefreshTokens: true } });
    const { json } = await refresh(org, 'sim-refresh');
    const old = await refresh(org, 'sim-refresh');
    expect([old.status, old.json]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    ]);
    expect((await refresh(org, json['refresh_token'] ?? '')).status).toBe(200);
  });

  it('expire with 401', async () => {
    const org = await openOrg();
    const { json } = await refresh(org, 'sim-refresh');
    org.simulator.clock.advance(2 * 3_600_000 + 1);
    const answer = await org.send('GET', 'limits', bearer(json['access_token']));
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  it('end when they are revoked', async () => {
    const org = await openOrg();
    const { json } = await refresh(org, 'sim-refresh');
    const revoke = { method: 'POST', body: new URLSearchParams({ token: 'sim-refresh' }) };
    expect((await fetch(`${org.simulator.url}/services/oauth2/revoke`, revoke)).status).toBe(200);
    expect((await refresh(org, 'sim-refresh')).json['error']).toBe('invalid_grant');
    expect((await org.send('GET', 'limits', bearer(json['access_token']))).status).toBe(401);
  });

  it('are not revoked where they are unknown', async () => {
    const org = await openOrg();
    const revoke = { method: 'POST', body: new URLSearchParams({ token: 'nobody' }) };
    const answer = await fetch(`${org.simulator.url}/services/oauth2/revoke`, revoke);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_token' });
  });

  it('are given to a POST alone', async () => {
    const org = await openOrg();
    const form = 'grant_type=refresh_token&refresh_token=sim-refresh&client_id=app';
    const answer = await fetch(`${org.simulator.url}/services/oauth2/token?${form}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('are given for every kind of grant', async () => {
    const org = await openOrg();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(org.simulator.clock.now() / 1000) + 180;
    const claims = { iss: 'app', sub: 'sim.person@sim.example', exp };
    const jwt = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${part({ alg: 'RS256' })}.${part(claims)}.sig`,
    };
    const password = {
      grant_type: 'password',
      username: 'sim.person@sim.example',
      password: 'any',
    };
    for (const form of [jwt, password]) {
      const { json } = await token(org, form);
      expect(json['id']).toContain(org.simulator.report.users.person);
    }
    const client = await token(org, { grant_type: 'client_credentials' });
    expect(client.json['id']).toContain(org.simulator.report.users.integration);
    const wrong = await token(org, { ...password, password: 'wrong' });
    expect(wrong.json).toEqual({
      error: 'invalid_grant',
      error_description: 'authentication failure',
    });
    expect((await token(org, { grant_type: 'magic' })).json['error']).toBe(
      'unsupported_grant_type',
    );
  });

  it('can be added, each with a user of its own', async () => {
    const org = await openOrg();
    const { user } = (await org.control('tokens', { action: 'add', token: 'sim-other' })).json;
    await org.send('POST', 'sobjects/Account', { body: { Name: 'A' }, ...bearer('sim-other') });
    expect(org.simulator.history.list({ object: 'Account' })[0]?.user).toBe(user);
  });
});

describe('limits', () => {
  it('count one call for a composite and refuse beyond the day', async () => {
    const org = await openOrg({ dailyCalls: 2 });
    const first = await org.send('GET', 'limits');
    expect(first.json.DailyApiRequests).toEqual({ Max: 2, Remaining: 1 });
    expect(first.headers.get('sforce-limit-info')).toBe('api-usage=1/2');
    await org.send('GET', 'sobjects');
    const refused = await org.send('GET', 'limits');
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual([
      { message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
    ]);
    org.simulator.clock.advance(86_400_000);
    expect((await org.send('GET', 'limits')).status).toBe(200);
  });

  it('refuse while too many long calls run', async () => {
    const org = await openOrg();
    await org.control('quota', { longRunning: 25 });
    const refused = await org.send('GET', 'limits');
    expect(refused.json[0].message).toBe('ConcurrentPerOrgLongTxn Limit exceeded');
  });
});

describe('versions', () => {
  it('are listed to anybody, from v31', async () => {
    const org = await openOrg();
    const versions = (await org.send('GET', '/services/data', { headers: { authorization: '' } }))
      .json;
    expect(versions[0]).toEqual({
      label: `Summer '14`,
      url: '/services/data/v31.0',
      version: '31.0',
    });
    for (const version of ['31.0', '62.0', '67.0']) {
      expect((await org.send('GET', `/services/data/v${version}/limits`)).status).toBe(200);
    }
    expect((await org.send('GET', '/services/data/v30.0/limits')).status).toBe(404);
  });

  it('describe a field with all 57 keys', async () => {
    const org = await openOrg();
    const { fields, recordTypeInfos } = (await org.send('GET', 'sobjects/Contact/describe')).json;
    expect(new Set(fields.map((field: object) => Object.keys(field).length))).toEqual(
      new Set([57]),
    );
    expect(recordTypeInfos[0].recordTypeId).toBe('012000000000000AAA');
    const state = fields.find((field: { name: string }) => field.name === 'MailingStateCode');
    expect(state).toMatchObject({ dependentPicklist: true, controllerName: 'MailingCountryCode' });
  });
});

describe('a name that every object has', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is no grant type, control, result or reference: %s',
    async (name) => {
      const org = await openOrg();
      const { status, json } = await token(org, { grant_type: name });
      expect([status, json['error']]).toEqual([400, 'unsupported_grant_type']);
      expect((await org.control(name)).status).toBe(404);
      const job = { object: 'Account', operation: 'insert' };
      const { id } = (await org.send('POST', 'jobs/ingest', { body: job })).json;
      expect((await org.send('GET', `jobs/ingest/${id}/${name}`)).status).toBe(404);
      const field = { FullName: 'Contact.Tier__c', Metadata: { type: name, label: 'Tier' } };
      const made = await org.send('POST', 'tooling/sobjects/CustomField', { body: field });
      expect([made.status, made.json[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
      const limits = { method: 'GET', url: `${base}/limits`, referenceId: 'a' };
      const next = { method: 'GET', url: `${base}/sobjects/@{a.${name}}`, referenceId: 'b' };
      const body = { compositeRequest: [limits, next] };
      const { compositeResponse } = (await org.send('POST', 'composite', { body })).json;
      expect(compositeResponse[1].body[0].errorCode).toBe('PROCESSING_HALTED');
    },
  );
});
