import type {
  Context,
  DraftLink,
  Fields,
  FieldValue,
  Instant,
  RecordRef,
  RemoteId,
} from '@concord/core/contract';

/** Who works in the account besides us: someone at a screen, or another program. */
export type Actor = 'person' | 'other-integration';

/** One field of one record changing once, as the CRM itself recorded it. */
export interface HistoryEntry {
  readonly at: Instant;
  /** `us` is the user whose credentials the connector has; `crm` is the CRM by itself. */
  readonly by: 'us' | 'crm' | Actor;
  readonly object: string;
  readonly id: RemoteId;
  readonly kind: 'created' | 'updated' | 'removed' | 'restored' | 'merged';
  /** `null` where the change is of the record as a whole. */
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** One request as it went over the wire. */
export interface WireCall {
  /** `write` may change records; `auth` renews a credential. */
  readonly kind: 'read' | 'write' | 'auth';
  readonly method: string;
  /** `https://api.example.com`. */
  readonly origin: string;
  readonly path: string;
  /** `null` where no answer was sent. */
  readonly status: number | null;
}

/** What can go wrong, in words that fit every CRM. */
export type FaultKind =
  /** Takes effect, then the connection is cut. */
  | 'answer-lost'
  /** The connection is cut before it takes effect. */
  | 'request-lost'
  /** The connection is cut at once, and it takes effect later all the same. */
  | 'delivered-late'
  /** Takes effect, then answers as if the CRM had broken down. */
  | 'failed-after'
  /** Refused before it takes effect, as the CRM does when it is down. */
  | 'unavailable'
  /** The body ends halfway. */
  | 'truncated'
  /** The body is whole and means nothing. */
  | 'garbled'
  /** A page for people, with a status of success. */
  | 'page'
  /** A status of success and no body. */
  | 'empty'
  /** Never answers. */
  | 'stalled'
  /** The credential is refused once and can be renewed. */
  | 'session-expired'
  /** The credential is refused and cannot be renewed. */
  | 'revoked'
  /** Too many calls, as the CRM says it. */
  | 'throttled'
  /** Each record of the call is locked by somebody else's change. */
  | 'locked'
  /** A refusal with a code that the CRM's documentation does not know. */
  | 'odd-refusal';

/** Something to go wrong with the next calls. */
export interface Fault {
  readonly kind: FaultKind;
  readonly on: 'read' | 'write';
  /** The call of that kind that it strikes, 1 for the next. */
  readonly nth: number;
  /** Calls that it strikes from there on. */
  readonly times: number;
}

/** A change that the CRM has stamped and does not show until it is committed. */
export interface OpenTransaction {
  /** Changes a record inside the transaction. */
  edit(object: string, id: RemoteId, fields: Fields): Promise<void>;
  /** Creates a record inside the transaction. */
  create(object: string, fields: Fields): Promise<RemoteId>;
  commit(): Promise<void>;
}

/**
 * An account that an audit may fill and break, on a CRM whose clock stands still unless it is
 * advanced. A part that is absent is one the CRM does not have; the audits of it do not apply.
 */
export interface Sandbox {
  /** A context as the engine makes one, with real HTTP and its own memo. */
  context(options?: { readonly signal?: AbortSignal; readonly skewMs?: number }): Context;
  /** Creates records as a person would; the result has their ids in the same order. */
  seed(object: string, records: readonly Fields[]): Promise<RemoteId[]>;
  edit(object: string, id: RemoteId, fields: Fields, by?: Actor): Promise<void>;
  remove(object: string, id: RemoteId): Promise<void>;
  /** The record as the CRM holds it, every field; `null` when it is gone or in the bin. */
  holds(object: string, id: RemoteId): Promise<Fields | null>;
  /** The CRM's clock. */
  now(): Instant;
  advance(ms: number): Promise<void>;
  inject(fault: Fault): Promise<void>;
  /** Resolves once a `stalled` fault holds a request. */
  stalled(): Promise<void>;
  /** Resolves once the CRM has dealt with every request that was sent, late ones included. */
  quiet(): Promise<void>;
  /** Every change since the account was opened, oldest first; seeding is among them. */
  history(): Promise<readonly HistoryEntry[]>;
  /** Every request since the account was opened, oldest first. */
  wire(): Promise<readonly WireCall[]>;
  /** Text that may never appear in an error: tokens, passwords. */
  readonly secrets: readonly string[];
  /** Takes a record out of the CRM's bin. */
  restore?(object: string, id: RemoteId): Promise<void>;
  /** Merges two records, as a person; answers the one that both are from then on, new or not. */
  merge?(object: string, records: { winner: RemoteId; loser: RemoteId }): Promise<RemoteId>;
  /** Makes a record of another object of it, as a contact of a lead; answers that one. */
  convert?(object: string, id: RemoteId): Promise<RecordRef>;
  /** Lets `from` belong to records of one object, the first of them as the primary one. */
  associate?(from: RecordRef, to: readonly RecordRef[]): Promise<void>;
  /** What an email or a task hangs on, as the CRM shows it to people, in any order. */
  hangings?(object: string, id: RemoteId): Promise<readonly DraftLink[]>;
  /** Takes away our user's right to see a record. */
  hideRecord?(object: string, id: RemoteId): Promise<void>;
  /** Takes away our user's right to see a field. */
  hideField?(object: string, field: string): Promise<void>;
  /** Takes a field out of the account, as where the customer has not created it. */
  dropField?(object: string, field: string): Promise<void>;
  /** Takes one of our user's rights away; answers a word of its name that its admin knows. */
  withholdPermission?(): Promise<string>;
  /** Puts the CRM's limits on the rate of requests in force, which are none until then. */
  limitRate?(): Promise<void>;
  openTransaction?(): Promise<OpenTransaction>;
  /** Makes the CRM refuse a record whose `field` equals another's. */
  refuseDuplicates?(object: string, field: string): Promise<void>;
  close(): Promise<void>;
}

/** A value that the CRM refuses in a draft of `sample.record`. */
export interface Refusal {
  readonly field: string;
  readonly value: FieldValue;
}
