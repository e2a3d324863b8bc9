import type { Instant, RemoteId } from './brands.ts';

/** A value of one field: dates are `2026-03-24`, instants as `Instant`; `null` is empty. */
export type FieldValue = string | number | boolean | null;

/** Values by the CRM's own field name. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** Names of fields as the CRM spells them, each once. */
export type FieldNames = readonly string[];

/** Names one record of the CRM. */
export interface RecordRef {
  readonly object: string;
  readonly id: RemoteId;
}

/** One record as one read saw it. */
export interface RemoteRecord {
  readonly id: RemoteId;
  /** Exactly the fields asked for. A blank field is `null`, never absent and never `''`. */
  readonly fields: Fields;
  /** Of its latest version, changes by the CRM itself among them: never goes back. */
  readonly modifiedAt: Instant;
  /**
   * When somebody last changed it, which is what a tie-break weighs; absent where `modifiedAt`
   * says that too.
   */
  readonly editedAt?: Instant;
  /**
   * Opaque version that was read. Where the CRM takes conditional updates, one with it is refused
   * when anybody has changed the record since; `null` when this read cannot prove that, as one made
   * in the same second as the last change.
   */
  readonly revision: string | null;
  /**
   * Whether it is in the CRM's bin, or retired as a user who left; a removed record keeps its last
   * fields.
   */
  readonly removed: boolean;
  /** The record that took its place in a merge; `null` when it was not merged. */
  readonly mergedInto: RemoteId | null;
  /**
   * The record of another object that it became, as a converted lead becomes a contact; it is
   * written no more. Absent when it did not.
   */
  readonly continuesAs?: RecordRef;
  /**
   * What it belongs to by the CRM's associations, object by object, the primary one first; absent
   * where this read does not tell, or tells nothing of an object.
   */
  readonly associated?: Readonly<Record<string, readonly RemoteId[]>>;
}
