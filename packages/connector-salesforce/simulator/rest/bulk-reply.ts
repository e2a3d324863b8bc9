import type { BulkJob } from '../bulk/bulk-job.ts';
import { formatMoment } from '../org/field-values.ts';
import { refuse } from '../org/record-error.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { notFound } from './replies.ts';

const moment = (ms: number): string => formatMoment(Math.floor(ms / 1000));

const commonInfo = (job: BulkJob): Record<string, unknown> => ({
  id: job.id,
  operation: operationOf(job),
  object: job.object,
  createdById: job.userId,
  createdDate: moment(job.createdAt),
  systemModstamp: moment(job.movedAt),
  state: job.state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: Number(job.apiVersion),
  lineEnding: job.format.lineEnding,
  columnDelimiter: job.format.columnDelimiter,
});

const operationOf = (job: BulkJob): string => {
  if (job.kind === 'ingest') return job.operation;
  return job.query.includeDeleted ? 'queryAll' : 'query';
};

const ownInfo = (job: BulkJob, isFull: boolean): Record<string, unknown> => {
  const processing = { retries: 0, totalProcessingTime: job.movedAt - job.createdAt };
  if (job.kind === 'query') {
    const processed = { numberRecordsProcessed: (job.file?.starts.length ?? 1) - 1 };
    return isFull
      ? { jobType: 'V2Query', ...processed, ...processing, isPkChunkingSupported: false }
      : {};
  }
  const { outcomes, errorMessage, externalIdFieldName } = job;
  return {
    jobType: 'V2Ingest',
    ...(externalIdFieldName === null ? {} : { externalIdFieldName }),
    ...(job.assignmentRuleId === null ? {} : { assignmentRuleId: job.assignmentRuleId }),
    ...(job.state === 'Open'
      ? { contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${job.id}/batches` }
      : {}),
    ...(isFull
      ? {
          ...processing,
          apiActiveProcessingTime: processing.totalProcessingTime,
          apexProcessingTime: 0,
          numberRecordsProcessed: outcomes.length,
          numberRecordsFailed: outcomes.filter(({ errors }) => errors.length > 0).length,
        }
      : {}),
    ...(errorMessage === null ? {} : { errorMessage }),
  };
};

/** A job as JSON text. Salesforce: the version is a number with its decimal, 62.0 (recorded). */
const jobText = (job: BulkJob, isFull: boolean): string =>
  JSON.stringify({ ...commonInfo(job), ...ownInfo(job, isFull) }).replace(
    /("apiVersion":\d+)(?=[,}])/u,
    '$1.0',
  );

/** A job's information; `isFull` with what it has done so far. */
export const jobReply = (job: BulkJob, isFull: boolean): ApiReply => ({
  status: 200,
  body: jobText(job, isFull),
});

/** Every job of a kind, in one page. */
export const jobListReply = (call: ApiCall, kind: BulkJob['kind']): ApiReply => {
  const records = call.state.bulk.list(kind).map((job) => jobText(job, false));
  return {
    status: 200,
    body: `{"done":true,"records":[${records.join(',')}],"nextRecordsUrl":null}`,
  };
};

/** A CSV answer. */
export const csvReply = (
  body: string | Buffer,
  headers: Record<string, string> = {},
): ApiReply => ({
  status: 200,
  headers: { 'content-type': 'text/csv', ...headers },
  body,
});

/** Refuses what a job's state does not allow. */
export const wrongState = (job: BulkJob, action: string): never =>
  // [MEM] The wording.
  refuse('INVALIDJOBSTATE', `Job ${job.id} cannot be ${action}: its state is ${job.state}`);

/** The job that a path names; refuses with 404. */
export const jobOf = (call: ApiCall, kind: BulkJob['kind']): BulkJob =>
  call.state.bulk.find(kind, call.path[2] ?? '') ?? notFound();
