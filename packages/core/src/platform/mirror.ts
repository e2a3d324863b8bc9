import type { MatchKey, RemoteId, RemoteRecord } from '../contract/index.ts';

/** A CRM record as last read, with the keys it is found by. */
export interface MirrorRow extends RemoteRecord {
  readonly connectionId: string;
  readonly crmObject: string;
  /** Normalised, redirects followed; empty for a removed record. */
  readonly keys: readonly MatchKey[];
}

/** Which CRM record is which platform record's. */
export interface Link {
  readonly connectionId: string;
  readonly crmObject: string;
  readonly recordId: string;
  readonly crmId: RemoteId;
  /** Whether we created the CRM record. */
  readonly createdByUs: boolean;
}
