import type { Fields, Instant, RemoteId } from '../contract/index.ts';
import type { PlatformObject } from '../platform/index.ts';
import type { Failure } from '../policy/failure.ts';
import type { SkipReason, WaitReason } from '../policy/decision.ts';
import type { FieldVerdict } from '../policy/verdict.ts';

/** What became of a record; `waiting` is tried again by itself. */
export type OutcomeStatus = 'created' | 'updated' | 'removed' | 'skipped' | 'failed' | 'waiting';

/** What happened to one record, of a write or of a read that left it out. */
export interface Outcome {
  /**
   * Of a write: its request's id. Of an undo: that with `:undo`, the CRM object and the CRM id behind
   * it. Of a read: the connection, object and CRM id.
   */
  readonly id: string;
  readonly connectionId: string;
  readonly runId: string | null;
  readonly direction: 'read' | 'write';
  readonly object: PlatformObject;
  readonly crmObject: string;
  /** `null` where the platform holds no record, as for one that was not read. */
  readonly recordId: string | null;
  /** `null` where the CRM holds no record yet. */
  readonly crmId: RemoteId | null;
  readonly status: OutcomeStatus;
  readonly reason: SkipReason | WaitReason | null;
  readonly failure: Failure | null;
  readonly verdicts: readonly FieldVerdict[];
  /** What we wrote, and what the fields held before; empty where nothing was written. */
  readonly written: Fields;
  readonly before: Fields;
  /** Outcomes that it undid, or was to undo; absent for a write. */
  readonly undoes?: readonly string[];
  /** Duplicates that were left alone, the winner not among them. */
  readonly losers: readonly RemoteId[];
  readonly attempt: number;
  /** When it was last tried. */
  readonly at: Instant;
  /** When it is tried again by itself; `null` when it is done or waits for a person. */
  readonly retryAt: Instant | null;
}
