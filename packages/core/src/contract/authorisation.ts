/** How an account's owner let us in; the runner keeps it sealed. */
export type Grant = {
  /** Where tokens are renewed, as a sandbox has its own: `OAuth2.tokenUrl` unless told otherwise. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** `null` for a client that has none. */
  readonly clientSecret: string | null;
} & (
  | { readonly kind: 'refresh-token'; readonly refreshToken: string }
  | { readonly kind: 'client-credentials' }
);

/** What a renewal answers. */
export interface Tokens {
  readonly accessToken: string;
  /** Origin of the account's API, `https://acme.crm.example`; requests go nowhere else. */
  readonly instanceUrl: string;
  /** Replaces the grant's refresh token, which is void from then on; `null` keeps it. */
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
   * One request for a new access token. Store a new refresh token before using the access token:
   * the old one no longer works. Throws `unauthorized` when the grant is no longer honoured, so
   * that only its owner can help, and `unavailable` when there was no usable answer.
   */
  renew(fetch: PlainFetch, grant: Grant): Promise<Tokens>;
}

/** Requests used of what the account may send, as its last answer said. */
export interface Quota {
  readonly used: number;
  readonly limit: number;
}
