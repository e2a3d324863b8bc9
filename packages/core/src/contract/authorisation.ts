/** How an account's owner let us in; the runner keeps it sealed, except a code. */
export type Grant = {
  /** Where tokens are renewed, as a sandbox has its own: `OAuth2.tokenUrl` unless told otherwise. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** `null` for a client that has none. */
  readonly clientSecret: string | null;
} & (
  | { readonly kind: 'refresh-token'; readonly refreshToken: string }
  | { readonly kind: 'client-credentials' }
  | {
      /** The owner has come back from the CRM's own pages; traded once, for a refresh token. */
      readonly kind: 'authorization-code';
      readonly code: string;
      /** The address that they came back to, to the letter. */
      readonly redirectUri: string;
      /** What the challenge of the authorise address was made of (PKCE, RFC 7636). */
      readonly codeVerifier: string;
    }
);

/** What a renewal answers, or the trade of a code. */
export interface Tokens {
  readonly accessToken: string;
  /** Origin of the account's API, `https://acme.crm.example`; requests go nowhere else. */
  readonly instanceUrl: string;
  /**
   * Replaces the grant's refresh token, which is void from then on; `null` keeps it. Never `null`
   * for a code.
   */
  readonly refreshToken: string | null;
  /** The account that the tokens are for, as `Connector.identify` says it. */
  readonly accountId: string;
  /** The user, likewise; `null` where a renewal does not tell. */
  readonly userId: string | null;
}

/** A time-limited and size-limited request without authorisation, whose answer is whole. */
export type PlainFetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Where an account's owner authorises us, and how credentials are renewed. */
export interface OAuth2 {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /**
   * One request for a new access token, by any kind of grant. Store a new refresh token before using
   * the access token: the old one no longer works. Throws `unauthorized` when the grant is no longer
   * honoured, so that only its owner can help, and `unavailable` when there was no usable answer. A
   * code that gives no refresh token is not honoured: what was connected by it would soon end.
   */
  renew(fetch: PlainFetch, grant: Grant): Promise<Tokens>;
}

/** Requests used of what the account may send, as its last answer said. */
export interface Quota {
  readonly used: number;
  readonly limit: number;
}
