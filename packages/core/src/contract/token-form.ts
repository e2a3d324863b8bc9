import type { Grant } from './authorisation.ts';

/** The form that a token endpoint takes for a grant (RFC 6749, sections 4.1.3, 4.4.2 and 6). */
export const writeTokenForm = (grant: Grant): URLSearchParams => {
  const { clientId: client_id, clientSecret: client_secret } = grant;
  const client = client_secret === null ? { client_id } : { client_id, client_secret };
  return new URLSearchParams({ ...client, ...fieldsOf(grant) });
};

const fieldsOf = (grant: Grant): Readonly<Record<string, string>> => {
  if (grant.kind === 'client-credentials') return { grant_type: 'client_credentials' };
  if (grant.kind === 'refresh-token') {
    return { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  }
  const { code, redirectUri: redirect_uri, codeVerifier: code_verifier } = grant;
  return { grant_type: 'authorization_code', code, redirect_uri, code_verifier };
};
