import type { Instant } from './brands.ts';

/** What a request is authorised with. */
export interface TokenInUse {
  readonly accessToken: string;
  /** Of the grant that the token came by; absent for a token without one. */
  readonly client?: { readonly id: string; readonly secret: string | null };
}

/** A request to the account. */
export interface AccountRequest extends RequestInit {
  /**
   * Makes the body of a question about the token itself, as to what it allows, for each token that
   * it is sent with. Nothing else ever sees a token.
   */
  readonly bodyFrom?: (token: TokenInUse) => string;
}

/** All that a connector may touch: it reads no clock, environment or credential of its own. */
export interface Context {
  /**
   * Authorised, paced, metered, time-limited (headers and body), size-limited and cancellable.
   * `path` resolves against the account's API root. Never repeats a request by itself, except one
   * refused with 401, once, after renewing the credential. Answers every HTTP status as a
   * `Response` whose body is already whole; throws a `SyncError` when there is no answer.
   */
  readonly fetch: (path: string, init?: AccountRequest) => Promise<Response>;
  /** Our clock; a cursor never comes from it. */
  readonly now: () => Instant;
  /** Aborted when the engine gives the work up. */
  readonly signal: AbortSignal;
  /** A connector's own place for what it keeps between calls of one connection, as a client. */
  readonly memo: <T>(key: symbol, make: () => T) => T;
}
