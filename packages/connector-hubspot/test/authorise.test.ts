import type { Grant, PlainFetch } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { renewTokens } from '../src/authorise.ts';

const grant: Grant = {
  kind: 'refresh-token',
  refreshToken: 'refresh',
  tokenUrl: 'https://api.hubapi.com/oauth/2026-09/token',
  clientId: 'app',
  clientSecret: 'secret',
};

const answered = {
  token_type: 'bearer',
  access_token: 'fresh',
  refresh_token: 'next',
  expires_in: 1800,
  hub_id: 62_515,
  scopes: ['oauth'],
};

const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): PlainFetch =>
  () =>
    Promise.resolve(
      new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }),
    );

const renewWith = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  renewTokens(answering(status, body, headers), grant);

describe('the trade of a code', () => {
  const { tokenUrl, clientId, clientSecret } = grant;
  const codeGrant: Grant = {
    kind: 'authorization-code',
    code: 'c1',
    redirectUri: 'https://app.example/back',
    codeVerifier: 'verifier',
    tokenUrl,
    clientId,
    clientSecret,
  };

  it('answers tokens that can be renewed', async () => {
    const tokens = await renewTokens(answering(200, answered), codeGrant);
    expect(tokens).toMatchObject({ accessToken: 'fresh', refreshToken: 'next' });
  });

  it('is refused without a refresh token (R-ERR-4)', async () => {
    const once = answering(200, { ...answered, refresh_token: undefined });
    await expect(renewTokens(once, codeGrant)).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('no refresh token'),
    });
  });

  it.each(['BAD_AUTH_CODE', 'EXPIRED_AUTH_CODE', 'BAD_REDIRECT_URI', 'BAD_CODE_VERIFIER'])(
    'is over after %s, and tells nothing of the code',
    async (status) => {
      const refused = answering(400, { status, message: 'x' });
      const failure: unknown = await renewTokens(refused, codeGrant).catch(
        (thrown: unknown) => thrown,
      );
      expect(failure).toMatchObject({ code: 'unauthorized', retry: 'never' });
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/c1|is verifier/);
    },
  );
});

describe('renewing tokens', () => {
  it('answers the tokens, whose they are and where to go with them', async () => {
    expect(await renewWith(200, answered)).toEqual({
      accessToken: 'fresh',
      instanceUrl: 'https://api.hubapi.com',
      refreshToken: 'next',
      accountId: '62515',
      userId: null,
    });
  });

  it('is one form to the address of the grant', async () => {
    const seen: [string, RequestInit | undefined][] = [];
    const fetch: PlainFetch = (url, init) => {
      seen.push([url, init]);
      return answering(200, answered)(url, init);
    };
    await renewTokens(fetch, grant);
    expect(seen.map(([url, init]) => [url, init?.method, init?.body])).toEqual([
      [
        grant.tokenUrl,
        'POST',
        'client_id=app&client_secret=secret&grant_type=refresh_token&refresh_token=refresh',
      ],
    ]);
  });

  it.each([
    ['BAD_REFRESH_TOKEN', 'invalid_grant', 'the grant is no longer honoured'],
    ['BAD_HUB', 'access_denied', 'the grant is no longer honoured'],
    ['BAD_CLIENT_ID', 'invalid_client', "the client id is not the app's"],
    ['BAD_CLIENT_SECRET', 'invalid_client', "the client secret is not the app's"],
    ['BAD_GRANT_TYPE', 'unsupported_grant_type', 'the app may not use this kind of grant'],
  ])('%s needs the account to be connected again (R-ERR-4)', async (status, error, why) => {
    const body = { status, error, error_description: 'x', message: 'x' };
    await expect(renewWith(400, body)).rejects.toMatchObject({
      message: `renew tokens: HubSpot refused (${status}): ${why}`,
      code: 'unauthorized',
      retry: 'never',
      effect: 'none',
    });
  });

  it('needs the account to be connected again by the words of OAuth alone, too', async () => {
    const renewal = renewWith(400, { error: 'invalid_grant' });
    await expect(renewal).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it.each([429, 423, 477, 500, 502, 503])('%i passes by itself', async (status) => {
    const body = { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant', message: 'x' };
    const renewal = renewWith(status, body, { 'retry-after': '30' });
    await expect(renewal).rejects.toMatchObject({
      code: 'unavailable',
      retry: 'later',
      effect: 'none',
      retryAfterMs: 30_000,
    });
  });

  it.each([
    ['a page', 200, '<html></html>'],
    ['an answer without an account', 200, { ...answered, hub_id: undefined }],
    ['a refusal that nobody knows', 400, { message: 'no' }],
    ['no answer', 404, ''],
  ])('takes %s for no answer', async (_, status, body) => {
    await expect(renewWith(status, body)).rejects.toMatchObject({
      code: 'unavailable',
      retry: 'later',
    });
  });

  it('says nothing of the credentials when it fails', async () => {
    const body = { status: 'BAD_REFRESH_TOKEN', message: 'refresh is invalid' };
    const { message } = (await renewWith(400, body).catch(
      (error: unknown) => error as Error,
    )) as Error;
    expect(message).not.toMatch(/refresh |secret is|next|fresh is/);
  });
});
