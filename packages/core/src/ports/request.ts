import type { DraftLink, FieldValue, Fields, Instant, RemoteId } from '../contract/index.ts';
import type { PlatformObject } from '../platform/index.ts';
import type { WaitReason } from '../policy/decision.ts';
import type { FieldVerdict } from '../policy/verdict.ts';

/** What asked for a write. */
export interface Trigger {
  readonly play: string | null;
  readonly sequence: string | null;
}

/**
 * A platform record is to be written to a connection. One is open per connection and record;
 * asking again merges into it and raises `seq`.
 */
export interface WriteRequest {
  readonly id: string;
  readonly connectionId: string;
  readonly object: PlatformObject;
  readonly recordId: string;
  /** Closing a request names the `seq` it served, so that a later asking is never lost. */
  readonly seq: number;
  /** Default values of the sync action, by CRM field (they go before the connection's). */
  readonly defaults: Readonly<Record<string, FieldValue>>;
  readonly trigger: Trigger;
  /** Outcomes that are undone first; empty for a request that only writes. */
  readonly undoes: readonly string[];
  /** Whether the record is to be written; `false` when its outcomes are undone and no more. */
  readonly writes: boolean;
  /** `parked` waits for a person; `waiting` for another record or an unknown outcome. */
  readonly state: 'pending' | 'waiting' | 'parked' | 'done';
  readonly waitingFor: WaitReason | null;
  /** Not before. */
  readonly dueAt: Instant;
  /** Calls that failed since it was last asked for. */
  readonly attempt: number;
  readonly createdAt: Instant;
}

/** A call to the CRM, stored before it is made and closed with its outcome. */
export interface Plan {
  readonly id: string;
  readonly requestId: string;
  readonly connectionId: string;
  readonly object: PlatformObject;
  readonly crmObject: string;
  readonly recordId: string;
  readonly operation: 'create' | 'update' | 'remove';
  /** The record to update or to remove; `null` for a create. */
  readonly crmId: RemoteId | null;
  /** The product's unique key that a create carries; `null` where the CRM field is missing. */
  readonly uniqueKey: string | null;
  readonly fields: Fields;
  /** What a created email or task hangs on. */
  readonly links: readonly DraftLink[];
  readonly before: Fields;
  readonly revision: string | null;
  readonly verdicts: readonly FieldVerdict[];
  readonly losers: readonly RemoteId[];
  readonly epoch: number;
  /** `sent`: the call may have reached the CRM. `unknown`: it was made and its answer is lost. */
  readonly phase: 'planned' | 'sent' | 'unknown' | 'done';
  readonly plannedAt: Instant;
  readonly sentAt: Instant | null;
  readonly attempt: number;
  /** The `seq` of the request when it was planned. */
  readonly seq: number;
  /** Outcomes that it undoes; absent for a write. */
  readonly undoes?: readonly string[];
}
