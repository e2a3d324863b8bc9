import type { Org } from '../org/org.ts';
import { Refusal } from '../org/record-error.ts';
import {
  type BulkJob,
  type IngestJob,
  isMoving,
  type JobState,
  type QueryJob,
} from './bulk-job.ts';
import { writeQueryFile } from './bulk-query.ts';
import { CsvError, parseCsv } from './csv.ts';
import { columnsOf, rowInput } from './row-input.ts';
import { saveChunk } from './save-chunk.ts';

// Salesforce: 10,000 rows a batch, 200 a trigger chunk. Bulk API 2.0 guide, read 2026-11-22
const batchRows = 10_000;
const chunkRows = 200;

const enter = (job: BulkJob, state: JobState, now: number): void => {
  job.state = state;
  job.movedAt = now;
};

const readUpload = (org: Org, job: IngestJob): void => {
  const object = org.schema.object(job.object);
  const [header = [], ...rows] = parseCsv(job.content ?? '', job.format);
  if (!object) throw new CsvError(`InvalidBatch : the object ${job.object} is gone`);
  columnsOf(object, org.access(job.userId), header);
  job.header = header;
  job.rows = rows;
  job.content = '';
};

const saveRows = (org: Org, job: IngestJob, rows: IngestJob['rows']): void => {
  const object = org.schema.object(job.object);
  if (!object) return;
  const columns = columnsOf(object, org.access(job.userId), job.header);
  const inputs = rows.map((row) => rowInput(columns, row));
  for (const [at, outcome] of saveChunk(org, job, [object, inputs]).entries()) {
    job.outcomes.push({ ...outcome, row: rows[at] ?? [] });
  }
};

const saveBatch = (org: Org, job: IngestJob): void => {
  const first = job.outcomes.length;
  const end = Math.min(job.rows.length, first + batchRows);
  for (let at = first; at < end; at += chunkRows)
    saveRows(org, job, job.rows.slice(at, Math.min(end, at + chunkRows)));
};

const moveIngest = (org: Org, job: IngestJob): JobState => {
  try {
    if (job.state === 'UploadComplete') readUpload(org, job);
    else saveBatch(org, job);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    job.errorMessage = error.message;
    return 'Failed';
  }
  const isDone = job.state === 'InProgress' && job.outcomes.length >= job.rows.length;
  return isDone ? 'JobComplete' : 'InProgress';
};

const moveQuery = (org: Org, job: QueryJob): JobState => {
  if (job.state === 'UploadComplete') return 'InProgress';
  const { includeDeleted } = job.query;
  const access = org.access(job.userId);
  const base = `/services/data/v${job.apiVersion}`;
  try {
    job.file = writeQueryFile({ org, access, base, includeDeleted }, job.query, job.format);
    return 'JobComplete';
  } catch (error) {
    // What the query names may have gone since the job was made.
    if (error instanceof Refusal) return 'Failed';
    throw error;
  }
};

/** Moves a job on by its next step: it is taken up, and then every step does up to 10,000 rows. */
export const moveJob = (org: Org, job: BulkJob): void => {
  if (!isMoving(job)) return;
  const state = job.kind === 'ingest' ? moveIngest(org, job) : moveQuery(org, job);
  enter(job, state, org.clock.now());
};

/** Does every step whose time has come. */
export const moveByClock = (org: Org, job: BulkJob): void => {
  const { bulkStepMs } = org.rules;
  const waited = org.clock.now() - job.movedAt;
  const steps = bulkStepMs === 0 ? Number.POSITIVE_INFINITY : Math.floor(waited / bulkStepMs);
  for (let step = 0; step < steps && isMoving(job); step += 1) moveJob(org, job);
};
