import type { Instant, RemoteId } from '../contract/index.ts';
import type { Failure } from '../policy/failure.ts';

/**
 * What a run does: `reprocess` plans the mirror's records anew after a mapping changed (R-TIME-3),
 * `reconcile` compares the mirror with what the CRM has and has removed, `associations` asks what
 * records belong to where the CRM keeps that apart from them (R-TIME-2).
 */
export type RunKind = 'read' | 'write' | 'reprocess' | 'reconcile' | 'associations';
/** How far a run is; `failed` ended early, and what it stored stays. */
export type RunState = 'queued' | 'running' | 'done' | 'failed';

/** Records of one object that a run dealt with. */
export interface RunCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  /** Left alone because nothing was to be written. */
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly waiting: number;
}

/** The object a run is at, and the record it has done last; `null` before the first. */
export interface RunPosition {
  readonly crmObject: string;
  readonly after: RemoteId | null;
  /** How often it has gone through the object's records already; absent for never. */
  readonly passes?: number;
}

/** One stretch of work for one connection. */
export interface Run {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** Objects asked for, by CRM name; `null` for all. */
  readonly objects: readonly string[] | null;
  /** Platform fields that a reprocess is about; `null` for all, and for other runs. */
  readonly fields: readonly string[] | null;
  readonly queuedAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly counts: Readonly<Record<string, RunCounts>>;
  /** Where work in the background goes on; `null` at the beginning and for other runs. */
  readonly position: RunPosition | null;
  readonly apiCalls: number;
  /** Why it ended early; `null` otherwise. */
  readonly failure: Failure | null;
}

/** The counts of a run that has not begun. */
export const noCounts: RunCounts = {
  read: 0,
  created: 0,
  updated: 0,
  removed: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  waiting: 0,
};
