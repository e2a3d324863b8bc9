import type { Instant } from '@concord/core/contract';
import type { Answer } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';

/** What lets us into an account of a CRM; secrets, which are never shown again. */
export type AccountGrant =
  | {
      readonly kind: 'token';
      readonly accessToken: string;
      /** Address of the account's API; `null` where all accounts share one. */
      readonly instanceUrl: string | null;
    }
  | {
      readonly kind: 'refresh-token';
      readonly clientId: string;
      readonly clientSecret: string | null;
      readonly refreshToken: string;
      /** Where tokens are asked for; `null` for the CRM's usual address. */
      readonly loginUrl: string | null;
    }
  | {
      readonly kind: 'client-credentials';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly loginUrl: string | null;
    };

/** Which account is to be connected, and as what. */
export interface AccountInput {
  readonly crm: string;
  readonly name: string;
  readonly grant: AccountGrant;
}

/** How an account's owner goes to the CRM's own pages and comes back. */
export interface AuthorisationInput {
  /** The page they come back to; one of those configured, to the letter. */
  readonly redirectUri: string;
  /** Where they sign in; `null` for the CRM's usual address. */
  readonly loginUrl: string | null;
  /** Id of the caller, who alone may finish it. */
  readonly caller: string;
}

/** An account's owner is to be sent to the CRM's own pages. */
export interface Authorisation {
  readonly authorizeUrl: string;
  /** Comes back with them. */
  readonly state: string;
  /** From when nobody may finish it. */
  readonly expiresAt: Instant;
}

/** What the owner's browser brought back: a code, or the error that stands in its place. */
export type AuthorisationReturn = { readonly state: string; readonly caller: string } & (
  | { readonly code: string }
  | { readonly error: string }
);

/** Whoever keeps the credentials of connections, sealed. */
export interface Accounts {
  /** Connects an account under a new id; throws a `SyncError` when the CRM refuses. */
  readonly connect: (account: AccountInput) => Promise<Answer<Connection>>;
  /** Replaces the credentials by others of the same account; throws a `SyncError`, too. */
  readonly reconnect: (connection: Connection, grant: AccountGrant) => Promise<Answer<Connection>>;
  /** Begins to connect an account by the CRM's own pages; nothing is connected yet. */
  readonly startConnect: (
    account: Omit<AccountInput, 'grant'>,
    input: AuthorisationInput,
  ) => Promise<Answer<Authorisation>>;
  /** Begins to connect the same account again. */
  readonly startReconnect: (
    connection: Connection,
    input: AuthorisationInput,
  ) => Promise<Answer<Authorisation>>;
  /**
   * Finishes what was begun, once: the state is used up whatever comes of it. Throws a `SyncError`
   * when the owner or the CRM refuses.
   */
  readonly finishConnect: (returned: AuthorisationReturn) => Promise<Answer<Connection>>;
  /** Forgets the credentials; what was read and written stays, for whoever reconnects. */
  readonly disconnect: (connection: Connection) => Promise<Connection>;
}
