import type { Fields, MatchKey, RecordRef, RemoteId, RemoteRecord } from '../contract/index.ts';

/** A CRM record as last read, with the keys it is found by. */
export interface MirrorRow extends RemoteRecord {
  readonly connectionId: string;
  readonly crmObject: string;
  /** Normalised, redirects followed; empty for a removed record. */
  readonly keys: readonly MatchKey[];
}

/** Two CRM records that belong together, and the record of the mirror that says so. */
export interface Relation {
  readonly connectionId: string;
  /** The record that says so: an opportunity of its account, a role of its contact. */
  readonly source: RecordRef;
  readonly from: RecordRef;
  readonly to: RecordRef;
}

/** Which CRM record is which platform record's. */
export interface Link {
  readonly connectionId: string;
  readonly crmObject: string;
  readonly recordId: string;
  readonly crmId: RemoteId;
  /** Whether we created the CRM record. */
  readonly createdByUs: boolean;
  /**
   * What we last wrote into each field of a task, so that a person's edit is known from our own
   * value; absent for other records.
   */
  readonly written?: Fields;
}
