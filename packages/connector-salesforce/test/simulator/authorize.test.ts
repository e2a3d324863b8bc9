import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const redirectUri = 'https://app.example/back?from=crm';
const verifier = 'a-verifier-of-more-than-forty-three-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');

const usual = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: redirectUri,
  state: 'st ate',
  scope: 'api refresh_token',
  code_challenge: challenge,
};

type Asked = Readonly<Record<string, string>>;

const authorize = async (org: OpenOrg, asked: Asked = usual) => {
  const query = new URLSearchParams(asked).toString();
  const { status, headers, json } = await org.send('GET', `/services/oauth2/authorize?${query}`);
  return { status, json, back: new URL(headers.get('location') ?? 'none:') };
};

const codeOf = async (org: OpenOrg, asked?: Asked): Promise<string> =>
  (await authorize(org, asked)).back.searchParams.get('code') ?? '';

const trade = async (org: OpenOrg, code: string, other: Asked = {}) => {
  const form = {
    grant_type: 'authorization_code',
    client_id: 'app',
    client_secret: 'secret',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
    ...other,
  };
  const body = new URLSearchParams(Object.entries(form).filter(([, text]) => text !== ''));
  const url = `${org.simulator.url}/services/oauth2/token`;
  const response = await fetch(url, { method: 'POST', body });
  return (await response.json()) as Record<string, string>;
};

describe('authorizing', () => {
  it('sends the browser back with a code and the state', async () => {
    const org = await openOrg();
    const { status, back } = await authorize(org);
    expect([status, back.origin, back.searchParams.get('from')]).toEqual([
      302,
      'https://app.example',
      'crm',
    ]);
    expect(back.searchParams.get('state')).toBe('st ate');
    const tokens = await trade(org, back.searchParams.get('code') ?? '');
    expect(tokens).toMatchObject({ scope: 'api refresh_token', instance_url: org.simulator.url });
    expect(tokens['refresh_token']).toMatch(/^5Aep861/u);
  });

  it('gives no refresh token where the scopes do not hold it', async () => {
    const org = await openOrg();
    const code = await codeOf(org, { ...usual, scope: 'api' });
    expect(await trade(org, code)).not.toHaveProperty('refresh_token');
  });

  it.each([
    [{ approval: 'denied' }, {}, 'access_denied', 'end-user denied authorization'],
    [{ appScopes: ['api'] }, {}, 'invalid_scope', 'the requested scope is not allowed'],
    [{}, { response_type: 'token' }, 'unsupported_response_type', 'response type not supported'],
  ] as const)('says with %j and %j: %s', async (rules, other, error, description) => {
    const org = await openOrg({ rules: rules as never });
    const { back } = await authorize(org, { ...usual, ...other });
    expect(Object.fromEntries(back.searchParams)).toEqual({
      from: 'crm',
      state: 'st ate',
      error,
      error_description: description,
    });
  });

  it('demands a challenge where the app does', async () => {
    const org = await openOrg({ rules: { requirePkce: true } });
    const { code_challenge: _, ...without } = usual;
    const { back } = await authorize(org, without);
    expect(back.searchParams.get('error_description')).toBe('missing required code challenge');
  });

  it('sends nobody to an address that is not one of the app', async () => {
    const org = await openOrg({ rules: { callbackUrls: [redirectUri] } });
    expect((await authorize(org)).status).toBe(302);
    const other = await authorize(org, { ...usual, redirect_uri: `${redirectUri}/` });
    expect([other.status, other.json.error]).toEqual([400, 'redirect_uri_mismatch']);
    const nobody = await authorize(org, { ...usual, client_id: '' });
    expect([nobody.status, nobody.json.error]).toEqual([400, 'invalid_client_id']);
  });
});

describe('a code', () => {
  it.each([
    ['another address', { redirect_uri: 'https://app.example/back' }, 'redirect_uri_mismatch'],
    ['another verifier', { code_verifier: 'other' }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
  ])('is refused with %s, and is spent', async (_, other, error) => {
    const org = await openOrg();
    const code = await codeOf(org);
    expect((await trade(org, code, other))['error']).toBe(error);
    expect((await trade(org, code))['error_description']).toBe('expired authorization code');
  });

  it('is traded once', async () => {
    const org = await openOrg();
    const code = await codeOf(org);
    expect(await trade(org, code)).toHaveProperty('access_token');
    expect((await trade(org, code))['error_description']).toBe('expired authorization code');
  });

  it('is spent after a quarter of an hour', async () => {
    const org = await openOrg();
    const code = await codeOf(org);
    org.simulator.clock.advance(900_000);
    expect((await trade(org, code))['error_description']).toBe('expired authorization code');
  });

  it('without a challenge is refused with a verifier', async () => {
    const org = await openOrg();
    const { code_challenge: _, ...without } = usual;
    const code = await codeOf(org, without);
    expect((await trade(org, code))['error_description']).toBe('unexpected code verifier');
  });
});
