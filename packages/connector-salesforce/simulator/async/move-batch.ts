import type { Outcome, Writing } from '../bulk/bulk-job.ts';
import { CsvError } from '../bulk/csv.ts';
import { saveChunk } from '../bulk/save-chunk.ts';
import type { Org } from '../org/org.ts';
import { Refusal } from '../org/record-error.ts';
import type { AsyncJob, Batch, BatchState } from './async-job.ts';
import { readRequest } from './read-request.ts';
import { runQueryBatch } from './run-query-batch.ts';

// Salesforce: 200 records a trigger chunk. Bulk API 1.0 guide, read 2026-11-22
const chunkMax = 200;

const writingOf = (job: AsyncJob): Writing | null => {
  const { operation } = job;
  return operation === 'query' || operation === 'queryAll' ? null : { ...job, operation };
};

const saveAll = (org: Org, [job, writing]: readonly [AsyncJob, Writing], batch: Batch): void => {
  const object = org.schema.object(job.object);
  if (!object) throw new CsvError(`InvalidBatch : the object ${job.object} is gone`);
  const inputs = readRequest(job, batch, [object, org.access(job.userId)]);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < inputs.length; at += chunkMax)
    outcomes.push(...saveChunk(org, writing, [object, inputs.slice(at, at + chunkMax)]));
  batch.outcomes = outcomes;
};

const find = (org: Org, job: AsyncJob, batch: Batch): void => {
  const access = org.access(job.userId);
  const base = `/services/data/v${job.apiVersion}`;
  const context = { org, access, base, includeDeleted: job.operation === 'queryAll' };
  const found = runQueryBatch(context, job, batch.request);
  batch.found = { id: batch.id.replace(/^751/u, '752'), ...found };
};

const reasonOf = (error: unknown): string => {
  if (error instanceof CsvError) return error.message;
  if (error instanceof SyntaxError) return `InvalidBatch : ${error.message}`;
  if (!(error instanceof Refusal)) throw error;
  const [first] = error.errors;
  return `InvalidBatch : Failed to process query: ${first?.statusCode ?? ''}: ${first?.message ?? ''}`;
};

const work = (org: Org, job: AsyncJob, batch: Batch): BatchState => {
  const writing = writingOf(job);
  try {
    if (writing) saveAll(org, [job, writing], batch);
    else find(org, job, batch);
    return 'Completed';
  } catch (error) {
    batch.stateMessage = reasonOf(error);
    return 'Failed';
  }
};

/** Whether a batch still moves by itself. */
export const isMoving = ({ state }: Batch): boolean => state === 'Queued' || state === 'InProgress';

/** Moves a batch on by its next step: it is taken up, and then done. */
export const moveBatch = (org: Org, job: AsyncJob, batch: Batch): void => {
  if (!isMoving(batch)) return;
  batch.state = batch.state === 'Queued' ? 'InProgress' : work(org, job, batch);
  batch.movedAt = org.clock.now();
};

/** Does every step whose time has come. */
export const moveBatchByClock = (org: Org, job: AsyncJob, batch: Batch): void => {
  const { bulkStepMs } = org.rules;
  const waited = org.clock.now() - batch.movedAt;
  const steps = bulkStepMs === 0 ? Number.POSITIVE_INFINITY : Math.floor(waited / bulkStepMs);
  for (let step = 0; step < steps && isMoving(batch); step += 1) moveBatch(org, job, batch);
};
