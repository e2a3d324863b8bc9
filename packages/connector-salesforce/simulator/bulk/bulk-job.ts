import type { RecordError } from '../org/record-error.ts';
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

/** What became of one record. */
export interface Outcome {
  /** The record's id; empty where none was made. */
  readonly id: string;
  /** Empty for a success. */
  readonly errors: readonly RecordError[];
  readonly isCreated: boolean;
}

/** What became of one row of an upload. */
export interface RowOutcome extends Outcome {
  readonly row: readonly string[];
}

/** What is written, and as whom. */
export interface Writing {
  readonly userId: string;
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
  readonly externalIdFieldName: string | null;
  readonly assignmentRuleId: string | null;
}

/** A job that writes. */
export interface IngestJob extends CommonJob, Writing {
  readonly kind: 'ingest';
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
