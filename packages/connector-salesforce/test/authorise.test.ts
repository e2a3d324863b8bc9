import type { Grant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';

const grant: Grant = {
  kind: 'refresh-token',
  refreshToken: 'r1',
  tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
  clientId: 'client',
  clientSecret: 'secret',
};

const granted = {
  access_token: '00D!x.y',
  instance_url: 'https://acme.my.salesforce.com',
  id: 'https://login.salesforce.com/id/00D000000000001/005000000000001AAA',
  token_type: 'Bearer',
  issued_at: '1774346400000',
};

const renew = (status: number, body: unknown, given: Grant = grant) => {
  const sent: RequestInit[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answered = salesforce.auth.renew((_, init = {}) => {
    sent.push(init);
    return Promise.resolve(new Response(text, { status }));
  }, given);
  return { answered, sent };
};

const codeGrant: Grant = {
  kind: 'authorization-code',
  code: 'aPrx1',
  redirectUri: 'https://app.example/back',
  codeVerifier: 'verifier',
  tokenUrl: grant.tokenUrl,
  clientId: 'client',
  clientSecret: null,
};

describe('the trade of a code', () => {
  it('answers tokens that can be renewed', async () => {
    const { answered, sent } = renew(200, { ...granted, refresh_token: 'r1' }, codeGrant);
    expect(await answered).toMatchObject({ accessToken: '00D!x.y', refreshToken: 'r1' });
    expect(sent[0]?.body).toBe(
      'client_id=client&grant_type=authorization_code&code=aPrx1' +
        '&redirect_uri=https%3A%2F%2Fapp.example%2Fback&code_verifier=verifier',
    );
  });

  it('is refused without a refresh token, with the scope to add (R-ERR-4)', async () => {
    await expect(renew(200, granted, codeGrant).answered).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('(refresh_token)'),
    });
  });

  it('is over once the code is spent, where a renewal may pass later', async () => {
    const spent = { error: 'invalid_grant', error_description: 'expired authorization code' };
    await expect(renew(400, spent, codeGrant).answered).rejects.toMatchObject({
      code: 'unauthorized',
      retry: 'never',
    });
    await expect(renew(400, spent).answered).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('keeps the code and the verifier out of its errors', async () => {
    const failure: unknown = await renew(400, { error: 'invalid_grant' }, codeGrant).answered.catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/verifier|aPrx1/);
  });
});

describe('a renewal', () => {
  it('answers a token for one account and one user', async () => {
    const { answered, sent } = renew(200, granted);
    expect(await answered).toEqual({
      accessToken: '00D!x.y',
      instanceUrl: 'https://acme.my.salesforce.com',
      refreshToken: null,
      accountId: '00D000000000001EAA',
      userId: '005000000000001AAA',
    });
    expect(sent[0]?.body).toBe(
      'client_id=client&client_secret=secret&grant_type=refresh_token&refresh_token=r1',
    );
  });

  it('hands on a refresh token that replaces the old one', async () => {
    const { answered } = renew(200, { ...granted, refresh_token: 'r2' });
    expect((await answered).refreshToken).toBe('r2');
  });

  it('works without an owner at the screen', async () => {
    const { tokenUrl, clientId, clientSecret } = grant;
    const own = { kind: 'client-credentials', tokenUrl, clientId, clientSecret } as const;
    const { answered, sent } = renew(200, granted, own);
    expect((await answered).accessToken).toBe('00D!x.y');
    expect(sent[0]?.body).toContain('grant_type=client_credentials');
  });

  it.each(['invalid_grant', 'invalid_client_id', 'invalid_app_access', 'inactive_user'])(
    'needs the owner after %s (R-ERR-4)',
    async (error) => {
      const { answered } = renew(400, { error, error_description: 'expired' });
      await expect(answered).rejects.toMatchObject({ code: 'unauthorized', retry: 'never' });
    },
  );

  it.each([
    [503, '<html>maintenance</html>'],
    [200, '<html>maintenance</html>'],
    [200, { access_token: 'x' }],
    [500, { error: 'server_error' }],
    [429, { error: 'slow_down' }],
    [400, { error: 'unknown_error', error_description: 'retry your request' }],
    [400, { error: 'rate_limit_exceeded', error_description: 'login rate exceeded' }],
    [
      400,
      {
        error: 'invalid_grant',
        error_description: 'Token request is already being processed',
      },
    ],
  ])('may pass later after %i %j', async (status, body) => {
    await expect(renew(status, body).answered).rejects.toMatchObject({
      code: 'unavailable',
      retry: 'later',
    });
  });

  it.each([
    'expired access/refresh token',
    'authentication failure',
    'inactive user',
    'inactive organization',
    'ip restricted',
    "user hasn't approved this consumer",
    'no client credentials user enabled',
  ])('needs somebody after "%s" (R-ERR-4)', async (description) => {
    const { answered } = renew(400, { error: 'invalid_grant', error_description: description });
    await expect(answered).rejects.toMatchObject({
      code: 'unauthorized',
      remote: { status: 400, code: 'invalid_grant', message: description },
    });
  });

  it('follows the organisation to another instance', async () => {
    const moved = { ...granted, instance_url: 'https://acme.sandbox.my.salesforce.com/' };
    const { answered } = renew(200, moved);
    expect((await answered).instanceUrl).toBe('https://acme.sandbox.my.salesforce.com');
  });

  it('keeps secrets out of its errors', async () => {
    const failure: unknown = await renew(400, { error: 'invalid_grant' }).answered.catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/secret|r1/);
  });
});
