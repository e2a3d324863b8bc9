import { z } from 'zod';
import type { QueryJob } from '../bulk/bulk-job.ts';
import { checkBulkQuery, type QueryFile } from '../bulk/bulk-query.ts';
import { refuse } from '../org/record-error.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { abortJob, answerJob } from './answer-job.ts';
import { beginJob, formatShape, parseJob } from './begin-job.ts';
import { csvReply, jobListReply, jobOf, jobReply, wrongState } from './bulk-reply.ts';
import { json, notFound, otherMethod } from './replies.ts';

// [MEM] What a page holds where the client does not say; five pages a list of pages is of the Bulk API 2.0 guide, read 2026-11-22.
const pageRecords = 50_000;
const listedPages = 5;

const shape = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  ...formatShape,
});

const createJob = (call: ApiCall): ApiReply => {
  const asked = parseJob(shape, call.body);
  const { org, bulk } = call.state;
  const access = org.access(call.userId);
  const context = { org, access, base: call.base, includeDeleted: asked.operation === 'queryAll' };
  const query = checkBulkQuery(context, asked.query);
  const job: QueryJob = {
    ...beginJob(call, asked),
    kind: 'query',
    object: query.object,
    state: 'UploadComplete',
    query,
    file: null,
  };
  bulk.add(job);
  return jobReply(job, false);
};

const toLocator = (record: number): string => Buffer.from(`r${record}`).toString('base64url');

const recordAt = (locator: string | null): number => {
  if (locator === null || locator === '') return 0;
  const found = /^r(\d+)$/u.exec(Buffer.from(locator, 'base64url').toString())?.[1];
  // [MEM]
  return found === undefined
    ? refuse('INVALID_QUERY_LOCATOR', 'invalid query locator')
    : Number(found);
};

const maxOf = (call: ApiCall): number => {
  const asked = call.query.get('maxRecords');
  const max = asked === null ? pageRecords : Number(asked);
  return Number.isInteger(max) && max > 0
    ? max
    : refuse('INVALIDJOB', 'InvalidJob : maxRecords must be a positive number');
};

const fileOf = (job: QueryJob): QueryFile => job.file ?? wrongState(job, 'read');

const pageReply = (call: ApiCall, job: QueryJob): ApiReply => {
  const { header, lines, starts } = fileOf(job);
  const total = starts.length - 1;
  const from = Math.min(recordAt(call.query.get('locator')), total);
  const end = Math.min(total, from + maxOf(call));
  // Salesforce: every page repeats the header row; the last page's locator is the text null.
  const body = Buffer.concat([Buffer.from(header), lines.subarray(starts[from], starts[end])]);
  return csvReply(body, {
    'sforce-locator': end < total ? toLocator(end) : 'null',
    'sforce-numberofrecords': String(end - from),
  });
};

const pageList = (call: ApiCall, job: QueryJob): ApiReply => {
  const path = `${call.base}/jobs/query/${job.id}`;
  const total = fileOf(job).starts.length - 1;
  const from = recordAt(call.query.get('locator'));
  const pages = Array.from({ length: listedPages }, (_, at) => from + at * pageRecords);
  const next = from + listedPages * pageRecords;
  const resultPages = pages
    .filter((start) => start < Math.max(total, 1))
    .map((start) => ({ resultUrl: `${path}/results?locator=${toLocator(start)}` }));
  if (next >= total) return json(200, { resultPages, done: true });
  return json(200, {
    resultPages,
    nextRecordUrl: `${path}/resultPages?locator=${toLocator(next)}`,
    done: false,
  });
};

/** Answers `/jobs/query` and everything under it. */
export const bulkQuery = (call: ApiCall): ApiReply => {
  const [, , id, part] = call.path;
  if (id === undefined && call.method === 'POST') return createJob(call);
  if (id === undefined) return otherMethod(call, 'GET,POST') ?? jobListReply(call, 'query');
  const job = jobOf(call, 'query') as QueryJob;
  if (part === undefined) return answerJob(call, job, abortJob);
  if (part === 'results') return pageReply(call, job);
  return part === 'resultPages' ? pageList(call, job) : notFound();
};
