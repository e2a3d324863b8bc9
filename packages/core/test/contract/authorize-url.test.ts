import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAuthorizeUrl } from '../../src/contract/index.ts';

const asked = {
  authorizeUrl: 'https://login.crm.example/oauth/authorize',
  clientId: 'app',
  redirectUri: 'https://app.example/back',
  state: 'state',
  codeChallenge: 'challenge',
};

describe('writeAuthorizeUrl', () => {
  it('asks for a code, bound to a state and a challenge', () => {
    expect(writeAuthorizeUrl({ scopes: ['api', 'refresh_token'] }, asked)).toBe(
      'https://login.crm.example/oauth/authorize?response_type=code&client_id=app' +
        '&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=api%20refresh_token' +
        '&state=state&code_challenge=challenge&code_challenge_method=S256',
    );
  });

  it('carries whatever it is given, to the letter', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => one.isWellFormed());
    fc.assert(
      fc.property(text, text, (redirectUri, clientId) => {
        const url = new URL(writeAuthorizeUrl({ scopes: [] }, { ...asked, redirectUri, clientId }));
        expect(url.searchParams.get('redirect_uri')).toBe(redirectUri);
        expect(url.searchParams.get('client_id')).toBe(clientId);
      }),
    );
  });
});
