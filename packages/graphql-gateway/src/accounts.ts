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

/** Whoever keeps the credentials of connections, sealed. */
export interface Accounts {
  /** Connects an account under a new id; throws a `SyncError` when the CRM refuses. */
  readonly connect: (account: AccountInput) => Promise<Answer<Connection>>;
  /** Replaces the credentials by others of the same account; throws a `SyncError`, too. */
  readonly reconnect: (connection: Connection, grant: AccountGrant) => Promise<Answer<Connection>>;
  /** Forgets the credentials; what was read and written stays, for whoever reconnects. */
  readonly disconnect: (connection: Connection) => Promise<Connection>;
}
