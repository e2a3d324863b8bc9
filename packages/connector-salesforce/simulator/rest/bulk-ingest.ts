import { z } from 'zod';
import type { IngestJob, RowOutcome } from '../bulk/bulk-job.ts';
import { csvLine } from '../bulk/csv.ts';
import { errorText } from '../bulk/error-text.ts';
import { refuse } from '../org/record-error.ts';
import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { abortJob, answerJob } from './answer-job.ts';
import { beginJob, formatShape, parseJob } from './begin-job.ts';
import { csvReply, jobListReply, jobOf, jobReply, wrongState } from './bulk-reply.ts';
import { notFound, otherMethod, wrongMethod } from './replies.ts';

const shape = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().nullish(),
  assignmentRuleId: z.string().nullish(),
  ...formatShape,
});

const entityFor = (call: ApiCall, name: string): SimObject => {
  const object = call.state.org.schema.object(name);
  const isOpen = object && call.state.org.access(call.userId).may('read', object);
  // [PUB] The wording.
  return isOpen
    ? object
    : refuse('INVALIDENTITY', `Entity '${name}' is not supported by the Bulk API.`);
};

const checkKey = (object: SimObject, name: string | null): void => {
  const field = object.fields[object.indexOf(name ?? '') ?? -1];
  if (field?.externalId || field?.idLookup) return;
  const message = `InvalidJob : externalIdFieldName is not an indexed field of ${object.name}: ${name ?? ''}`;
  refuse('INVALIDJOB', message);
};

const createJob = (call: ApiCall): ApiReply => {
  const asked = parseJob(shape, call.body);
  const { operation, assignmentRuleId = null, externalIdFieldName = null } = asked;
  const object = entityFor(call, asked.object);
  if (operation === 'upsert') checkKey(object, externalIdFieldName);
  const { org, bulk } = call.state;
  if (operation === 'hardDelete' && !org.rules.bulkHardDelete) {
    // [PUB] Public issue threads, read 2026-11-22.
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    refuse('FEATURENOTENABLED', message);
  }
  const job: IngestJob = {
    ...beginJob(call, asked),
    kind: 'ingest',
    object: object.name,
    state: 'Open',
    operation,
    externalIdFieldName,
    assignmentRuleId,
    content: null,
    header: [],
    rows: [],
    outcomes: [],
    errorMessage: null,
  };
  bulk.add(job);
  return jobReply(job, false);
};

const upload = (call: ApiCall, job: IngestJob): ApiReply => {
  if (call.method !== 'PUT') return wrongMethod(call.method, 'PUT');
  if (job.state !== 'Open') wrongState(job, 'given data');
  if (job.content !== null) {
    // [PUB] The wording, as an error of the job in public issue threads.
    const message = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
    refuse('INVALIDJOBSTATE', message);
  }
  if (typeof call.body === 'object') {
    const message = 'Content-Type must be text/csv';
    refuse('UNSUPPORTED_MEDIA_TYPE', message, { status: 415 });
  }
  job.content = typeof call.body === 'string' ? call.body : '';
  return { status: 201, body: null };
};

const change = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });

const changeState = (call: ApiCall, job: IngestJob): ApiReply => {
  const { state } = parseJob(change, call.body);
  if (state === 'Aborted') return abortJob(call, job);
  if (job.state !== 'Open') wrongState(job, 'closed');
  job.state = state;
  job.movedAt = call.state.org.clock.now();
  return jobReply(job, false);
};

const successLine = ({ id, isCreated, row }: RowOutcome): string[] => [
  id,
  String(isCreated),
  ...row,
];
const failureLine = ({ id, errors, row }: RowOutcome): string[] => [id, errorText(errors), ...row];

const results: Readonly<Record<string, (job: IngestJob) => readonly (readonly string[])[]>> = {
  // Salesforce: the order of results is not the order of the upload.
  successfulresults: ({ header, outcomes }) => [
    ['sf__Id', 'sf__Created', ...header],
    ...outcomes
      .filter(({ errors }) => errors.length === 0)
      .map(successLine)
      .toReversed(),
  ],
  failedresults: ({ header, outcomes }) => [
    ['sf__Id', 'sf__Error', ...header],
    ...outcomes
      .filter(({ errors }) => errors.length > 0)
      .map(failureLine)
      .toReversed(),
  ],
  unprocessedrecords: ({ header, rows, outcomes }) => [header, ...rows.slice(outcomes.length)],
};

const resultReply = (job: IngestJob, name: string): ApiReply => {
  const kind = name.toLowerCase();
  const lines = (Object.hasOwn(results, kind) ? results[kind]?.(job) : null) ?? notFound();
  if (job.state === 'Open') wrongState(job, 'read');
  return csvReply(lines.map((line) => csvLine(line, job.format)).join(''));
};

/** Answers `/jobs/ingest` and everything under it. */
export const bulkIngest = (call: ApiCall): ApiReply => {
  const [, , id, part] = call.path;
  if (id === undefined && call.method === 'POST') return createJob(call);
  if (id === undefined) return otherMethod(call, 'GET,POST') ?? jobListReply(call, 'ingest');
  const job = jobOf(call, 'ingest') as IngestJob;
  if (part === undefined) return answerJob(call, job, changeState);
  return part === 'batches' ? upload(call, job) : resultReply(job, part);
};
