import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hubspot } from '../../src/index.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const redirectUri = 'https://app.example/back';
const verifier = 'a-verifier-of-more-than-forty-three-characters';

const usual = {
  client_id: 'app',
  redirect_uri: redirectUri,
  state: 'st ate',
  scope: hubspot.auth.scopes.join(' '),
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
};

type Asked = Readonly<Record<string, string>>;

const authorize = async ({ simulator }: OpenPortal, asked: Asked = usual) => {
  const query = new URLSearchParams(asked).toString();
  const answer = await fetch(`${simulator.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  return { status: answer.status, back: new URL(answer.headers.get('location') ?? 'none:') };
};

const codeOf = async (portal: OpenPortal): Promise<string> =>
  (await authorize(portal)).back.searchParams.get('code') ?? '';

const trade = async ({ simulator }: OpenPortal, code: string, other: Asked = {}) => {
  const form = {
    grant_type: 'authorization_code',
    client_id: 'app',
    client_secret: 'secret',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
    ...other,
  };
  const url = `${simulator.url}/oauth/2026-09/token`;
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return (await response.json()) as Record<string, unknown>;
};

describe('installing an app', () => {
  it('sends the browser back with a code and the state', async () => {
    const portal = await openPortal();
    const { status, back } = await authorize(portal);
    expect([status, back.searchParams.get('state')]).toEqual([302, 'st ate']);
    const tokens = await trade(portal, back.searchParams.get('code') ?? '');
    expect(tokens).toMatchObject({ hub_id: 147365210, scopes: hubspot.auth.scopes });
    expect(tokens['refresh_token']).toMatch(/^na1-/u);
  });

  it('sends the browser back without a code when it is declined', async () => {
    const portal = await openPortal({ rules: { approval: 'denied' } });
    const { back } = await authorize(portal);
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([
      'access_denied',
      'st ate',
    ]);
  });

  it.each([
    ['another address', { redirect_uri: `${redirectUri}/` }],
    ['no client', { client_id: '' }],
    ['no scope', { scope: '' }],
    ["a scope that is not the app's", { scope: 'oauth automation' }],
  ])('sends nobody on with %s', async (_, other) => {
    const portal = await openPortal({ rules: { redirectUrls: [redirectUri] } });
    expect((await authorize(portal)).status).toBe(302);
    expect((await authorize(portal, { ...usual, ...other })).status).toBe(400);
  });
});

describe('a code', () => {
  it.each([
    ['another address', { redirect_uri: 'https://app.example/' }, 'BAD_REDIRECT_URI'],
    ['another verifier', { code_verifier: 'other' }, 'BAD_CODE_VERIFIER'],
    ['no verifier', { code_verifier: '' }, 'BAD_CODE_VERIFIER'],
  ])('is refused with %s, and is spent', async (_, other, status) => {
    const portal = await openPortal();
    const code = await codeOf(portal);
    expect(await trade(portal, code, other)).toMatchObject({ status });
    expect(await trade(portal, code)).toMatchObject({ status: 'BAD_AUTH_CODE' });
  });

  it('is spent after half a minute', async () => {
    const portal = await openPortal();
    const code = await codeOf(portal);
    portal.simulator.clock.advance(30_000);
    expect(await trade(portal, code)).toMatchObject({ status: 'EXPIRED_AUTH_CODE' });
  });
});
