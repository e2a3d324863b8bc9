import type { CsvFormat } from './csv.ts';
import type { BulkQuery, QueryFile } from './bulk-query.ts';

/** Where a job stands; the last three are final. */
export type JobState =
  | 'Open'
  | 'UploadComplete'
  | 'InProgress'
  | 'JobComplete'
  | 'Failed'
  | 'Aborted';

/** What every job has. */
export interface CommonJob {
  readonly id: string;
  readonly userId: string;
  readonly object: string;
  /** `62.0`. */
  readonly apiVersion: string;
  readonly format: CsvFormat;
  /** ms since 1970. */
  readonly createdAt: number;
  state: JobState;
  /** When it came into its state, ms since 1970. */
  movedAt: number;
}

/** What became of one row of an upload. */
export interface RowOutcome {
  /** The record's id; empty where none was made. */
  readonly id: string;
  readonly row: readonly string[];
  /** `CODE:message:FIELD --`; null for a success. */
  readonly error: string | null;
  readonly isCreated: boolean;
}

/** A job that writes. */
export interface IngestJob extends CommonJob {
  readonly kind: 'ingest';
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
  readonly externalIdFieldName: string | null;
  readonly assignmentRuleId: string | null;
  /** The upload; null before it. */
  content: string | null;
  header: readonly string[];
  rows: readonly (readonly string[])[];
  readonly outcomes: RowOutcome[];
  errorMessage: string | null;
}

/** A job that reads. */
export interface QueryJob extends CommonJob {
  readonly kind: 'query';
  readonly query: BulkQuery;
  /** What it found; null until it is complete. */
  file: QueryFile | null;
}

export type BulkJob = IngestJob | QueryJob;

/** Whether a job still moves by itself. */
export const isMoving = ({ state }: BulkJob): boolean =>
  state === 'UploadComplete' || state === 'InProgress';
