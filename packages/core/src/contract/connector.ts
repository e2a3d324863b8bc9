import type { OAuth2, Quota } from './authorisation.ts';
import type { Context } from './context.ts';
import type { ObjectDescription } from './description.ts';
import type { Read } from './read.ts';
import type { FieldNames } from './record.ts';
import type { Write } from './write.ts';

/** What the records of an object are to us: a Salesforce Lead and a Contact are both a `person`. */
export type Represents = 'company' | 'person' | 'email' | 'task' | 'opportunity' | 'user';

/** One CRM object. A capability that is absent is one the engine cannot call. */
export interface RemoteObject {
  readonly represents: Represents;
  /** Fields that hold the match keys of a record: an email, a website. */
  readonly keyFields: Readonly<Partial<Record<'email' | 'domain', FieldNames>>>;
  /** The lookup that names the record's company, and the object it points to; `null` when none. */
  readonly company: { readonly field: string; readonly object: string } | null;
  /** CRM field for each platform field, offered when a connection is made. */
  readonly defaultMapping: Readonly<Record<string, string>>;
  /** Fields that are one value together, as an address: filled only when all are empty. */
  readonly units: readonly FieldNames[];
  /** What this account's user may do, and its fields, custom ones included. */
  describe(context: Context): Promise<ObjectDescription>;
  readonly read?: Read;
  readonly write?: Write;
}

/**
 * Reaches one CRM. A connector states facts and makes calls; which record wins, which field may
 * be written and when to try again are the engine's. Declare one with `satisfies Connector`.
 */
export interface Connector {
  /** Contract version the connector was written against. */
  readonly contract: 1;
  /** Lower-case name used in configuration, logs and package names. */
  readonly id: string;
  /** The name people know the CRM by. */
  readonly label: string;
  readonly auth: OAuth2;
  /** Reads the account's daily quota from an answer's headers; `null` when they do not tell. */
  readonly readQuota?: (headers: Headers) => Quota | null;
  /** Every object the connector reaches, by the CRM's own name, parents before dependents. */
  readonly objects: Readonly<Record<string, RemoteObject>>;
  /** Identifies the account behind the credentials, so that another one is never mixed in. */
  identify(context: Context): Promise<{ readonly accountId: string; readonly userId: string }>;
}
