import type { Outcome, Writing } from '../bulk/bulk-job.ts';

/** Where a batch stands; the last three are final. */
export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed';

/** A part of a job's data, worked on by itself. */
export interface Batch {
  readonly id: string;
  /** What was sent: CSV, JSON, or a query. */
  readonly request: string;
  /** ms since 1970. */
  readonly createdAt: number;
  state: BatchState;
  /** When it came into its state, ms since 1970. */
  movedAt: number;
  /** Why it failed; null where it did not. */
  stateMessage: string | null;
  /** What became of each record, in the order of the request. */
  outcomes: readonly Outcome[];
  /** What a query found; null until then, and for a job that writes. */
  found: { readonly id: string; readonly text: string; readonly count: number } | null;
}

/** A job of the Bulk API 1.0. */
export interface AsyncJob extends Omit<Writing, 'operation'> {
  readonly id: string;
  readonly object: string;
  readonly operation: Writing['operation'] | 'query' | 'queryAll';
  readonly contentType: 'CSV' | 'JSON';
  readonly concurrencyMode: 'Parallel' | 'Serial';
  /** `62.0`. */
  readonly apiVersion: string;
  readonly createdAt: number;
  state: 'Open' | 'Closed' | 'Aborted';
  movedAt: number;
  readonly batches: Batch[];
}
