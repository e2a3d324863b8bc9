import type { ActivityLayout } from './activity.ts';
import type { Associations } from './associations.ts';
import type { OAuth2, Quota } from './authorisation.ts';
import type { Cursor } from './brands.ts';
import type { Context } from './context.ts';
import type { ObjectDescription } from './description.ts';
import type { Permission } from './permission.ts';
import type { ProductField } from './product-field.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Read } from './read.ts';
import type { FieldNames } from './record.ts';
import type { Write } from './write.ts';

/** What the records of an object are to us: leads and contacts are both a `person`. */
export type Represents =
  | 'company'
  | 'person'
  | 'email'
  | 'task'
  | 'opportunity'
  | 'user'
  /** Says only that two other records belong together, as a contact's role in an opportunity. */
  | 'relation';

/** A lookup field, and the object it points to. */
export interface Lookup {
  readonly field: string;
  readonly object: string;
}

/** One CRM object. A capability that is absent is one the engine cannot call. */
export interface RemoteObject {
  readonly represents: Represents;
  /** Fields that hold the match keys of a record: an email, a website. */
  readonly keyFields: Readonly<Partial<Record<'email' | 'domain' | 'message-id', FieldNames>>>;
  /** The lookup that names the record's company, and the object it points to; `null` when none. */
  readonly company: Lookup | null;
  /** Fields of a person that speak of its company where no company record does, as a lead's. */
  readonly companyText?: { readonly name: string; readonly domain: string };
  /** Of an object that represents a `relation`: the two records that it brings together. */
  readonly relates?: { readonly from: Lookup; readonly to: Lookup };
  /** How the platform's tasks and emails look here; absent where it holds none. */
  readonly activities?: ActivityLayout;
  /** Fields, beside those mapped, that are read with every record. */
  readonly alwaysRead?: FieldNames;
  /** CRM field for each platform field, offered when a connection is made. */
  readonly defaultMapping: Readonly<Record<string, string>>;
  /** Fields that are one value together, as an address: filled only when all are empty. */
  readonly units: readonly FieldNames[];
  /** What this account's user may do, and its fields, custom ones included. */
  describe(context: Context): Promise<ObjectDescription>;
  readonly read?: Read;
  /** Absent where the records' own fields say what they belong to. */
  readonly associations?: Associations;
  readonly write?: Write;
}

/** What an engine is about to ask of a connector. */
export interface Ahead {
  /** Objects to describe. */
  readonly describe: readonly string[];
  /** Objects to read, and where each goes on. */
  readonly read: Readonly<Record<string, Cursor | null>>;
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
  /** Domains that its accounts live under; credentials are sent nowhere else. */
  readonly hosts: readonly string[];
  /** Requests of one account at a time, with room left for the customer's other integrations. */
  readonly requestsAtOnce: number;
  /** Limits that requests are paced by, so that none is refused; empty where there are none. */
  readonly rateLimits: readonly RateLimit[];
  /** Reads the account's daily quota from an answer's headers; `null` when they do not tell. */
  readonly readQuota?: (headers: Headers) => Quota | null;
  /** Every object the connector reaches, by the CRM's own name, parents before dependents. */
  readonly objects: Readonly<Record<string, RemoteObject>>;
  /**
   * Told what is about to be asked for, so that one request may answer for many objects: what it
   * learns serves the calls that follow in the same context.
   */
  prepare?(context: Context, ahead: Ahead): Promise<void>;
  /** What our user may do, each permission by the name its admin knows (R-ERR-5). */
  checkPermissions?(context: Context): Promise<readonly Permission[]>;
  /** Custom fields that the product keeps up to date, where the customer has created them. */
  readonly productFields: readonly ProductField[];
  /** Creates one of them and lets our user edit it; throws a `SyncError`. */
  createField?(context: Context, field: ProductField): Promise<void>;
  /** Identifies the account behind the credentials, so that another one is never mixed in. */
  identify(context: Context): Promise<{ readonly accountId: string; readonly userId: string }>;
}
