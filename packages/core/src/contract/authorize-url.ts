import type { OAuth2 } from './authorisation.ts';

/** What an account's owner is sent to a CRM's pages with. */
export interface AuthorizeRequest {
  /** `OAuth2.authorizeUrl`, or the same path where a sandbox has its own. */
  readonly authorizeUrl: string;
  readonly clientId: string;
  /** Where the CRM sends the browser back to; one of the app's, to the letter. */
  readonly redirectUri: string;
  /** Comes back with the browser: whoever does not know it began nothing. */
  readonly state: string;
  /** SHA-256 of the code verifier, base64url (PKCE, RFC 7636). */
  readonly codeChallenge: string;
}

/**
 * The address to send an account's owner to (RFC 6749, section 4.1.1). Both CRMs take these
 * parameters, and a server ignores those that it does not know.
 */
export const writeAuthorizeUrl = (
  { scopes }: Pick<OAuth2, 'scopes'>,
  { authorizeUrl, clientId, redirectUri, state, codeChallenge }: AuthorizeRequest,
): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  // A space is `%20` to every server, and `+` to some only.
  return `${authorizeUrl}?${query.toString().replaceAll('+', '%20')}`;
};
