import type { Instant } from '../contract/index.ts';
import type { Failure } from '../policy/failure.ts';

/** Which way a run moves records. */
export type RunKind = 'read' | 'write';
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

/** One stretch of reading or writing for one connection. */
export interface Run {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** Objects asked for, by CRM name; `null` for all. */
  readonly objects: readonly string[] | null;
  readonly queuedAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly counts: Readonly<Record<string, RunCounts>>;
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
