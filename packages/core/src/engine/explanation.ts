import type { FieldValue, Instant, MatchKey, RemoteId } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type {
  ExplainedField,
  Failure,
  Guarantee,
  SkipReason,
  TieCandidate,
  WaitReason,
} from '../policy/index.ts';
import type { ListPage, WriteRequest } from '../ports/index.ts';

/** What an answer rests on, besides the reads that the write itself would make. */
export interface Basis {
  /** `crm`: the mirror was out of date, so the CRM was asked about every record. */
  readonly from: 'mirror' | 'crm';
  /** When that was known of the CRM. */
  readonly at: Instant;
}

/** Why a record goes into one object of the CRM. */
export type ObjectReason =
  /** A matching record is there. */
  | 'found'
  /** The connection's settings say where new ones go. */
  | 'setting'
  /** The account has no other object for such records. */
  | 'only';

/** A matching CRM record. */
export interface ExplainedCandidate extends TieCandidate {
  /** Whether the record was written to it, or read from it, before. */
  readonly isLinked: boolean;
}

/** Why one field is set or left, and what to. */
export interface ExplainedValue extends ExplainedField {
  /** What the CRM holds, as far as it was read; `null` when empty or unknown. */
  readonly held: FieldValue;
  /** What it is set to; `null` where it is left alone. */
  readonly set: FieldValue;
}

/**
 * What the next write of one record to one connection would do, and why; an undo comes before the
 * write, and is shown in its place.
 */
export interface PlannedWrite {
  readonly record: PlatformRecord;
  /** `later`: when an edit in this very second can be told, or what hangs on it was undone. */
  readonly action: 'create' | 'update' | 'remove' | 'skip' | 'wait' | 'park' | 'later';
  /** Why it is skipped or waits; `null` otherwise. */
  readonly reason: SkipReason | WaitReason | null;
  /** Why it is parked; `null` otherwise. */
  readonly failure: Failure | null;
  /** The open request, whose defaults count; `null` when the write was not asked for. */
  readonly request: WriteRequest | null;
  /** `null` where the account has no place for the record. */
  readonly crmObject: string | null;
  readonly objectReason: ObjectReason | null;
  /** The record that is written, or stays as it is; `null` for a new one. */
  readonly crmId: RemoteId | null;
  /** What it is found by, strongest first. */
  readonly keys: readonly MatchKey[];
  readonly candidates: readonly ExplainedCandidate[];
  /** The rule that chose among them, as `breakTie` says it; `null` without candidates. */
  readonly decidedBy: string | null;
  readonly fields: readonly ExplainedValue[];
  /** `null` without an object. */
  readonly guarantee: Guarantee | null;
  /** The write of the person's company, which comes first; `null` when none is needed. */
  readonly company: PlannedWrite | null;
  /** Outcomes that it undoes, those of one CRM record; empty for a write. */
  readonly undoes: readonly string[];
}

/** Why a record is written as it is. */
export interface Explanation extends PlannedWrite {
  readonly basis: Basis;
}

/** What the next write would do for some records. */
export interface PlannedPage extends ListPage<PlannedWrite> {
  readonly basis: Basis;
  /** Calls that the writes of the page take, what is asked before each of them among them. */
  readonly apiCalls: number;
}
