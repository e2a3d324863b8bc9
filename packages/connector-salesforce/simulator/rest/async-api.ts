import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { AsyncError, refuseAsync } from '../async/async-error.ts';
import type { AsyncJob, Batch } from '../async/async-job.ts';
import { isMoving, moveBatch } from '../async/move-batch.ts';
import { openJob } from '../async/open-job.ts';
import type { SimulatorState } from './api-types.ts';
import { batchInfo, infoReply, type InfoFormat, jobInfo, listReply } from './async-info.ts';
import { foundReply, requestReply, resultReply } from './async-results.ts';
import { countCall } from './quota.ts';
import { parseXml } from './soap-xml.ts';

interface AsyncCall {
  readonly state: SimulatorState;
  readonly request: SimulatorRequest;
  readonly userId: string;
  readonly apiVersion: string;
  /** The parts of the path after the version. */
  readonly path: readonly string[];
}

const isJson = ({ headers }: SimulatorRequest): boolean =>
  /json/iu.test(headers['content-type'] ?? '');

const formatOf = ({ contentType }: AsyncJob): InfoFormat =>
  contentType === 'JSON' ? 'json' : 'xml';

/** The parts of a job's information, sent as JSON or as XML. */
const bodyOf = (request: SimulatorRequest): unknown => {
  const text = request.body.toString().trim();
  if (isJson(request)) return JSON.parse(text) as unknown;
  const document = parseXml(text);
  if (!document) return refuseAsync('InvalidXML', 'The request is no jobInfo');
  return Object.fromEntries(document.children.map(({ name, text: value }) => [name, value.trim()]));
};

const createJob = ({ state, request, userId, apiVersion }: AsyncCall): SimulatorReply => {
  const { org, asyncJobs } = state;
  const id = asyncJobs.nextJobId();
  const job = openJob({ org, userId, apiVersion, id }, bodyOf(request));
  asyncJobs.add(job);
  return infoReply([201, isJson(request) ? 'json' : 'xml'], 'jobInfo', jobInfo(job));
};

const endJob = ({ state, request }: AsyncCall, job: AsyncJob): SimulatorReply => {
  const { state: wanted } = bodyOf(request) as { state?: unknown };
  if (wanted !== 'Closed' && wanted !== 'Aborted')
    return refuseAsync('InvalidJobState', `Invalid job state: ${String(wanted)}`);
  // [MEM] The wording.
  if (job.state !== 'Open') refuseAsync('InvalidJobState', `Job is already ${job.state}`);
  job.state = wanted;
  job.movedAt = state.org.clock.now();
  for (const batch of wanted === 'Aborted' ? job.batches : [])
    if (isMoving(batch)) batch.state = 'NotProcessed';
  return infoReply([200, formatOf(job)], 'jobInfo', jobInfo(job));
};

const addBatch = ({ state, request }: AsyncCall, job: AsyncJob): SimulatorReply => {
  if (job.state !== 'Open') refuseAsync('InvalidJobState', `Job is ${job.state}`);
  const now = state.org.clock.now();
  const batch: Batch = {
    id: state.asyncJobs.nextBatchId(),
    request: request.body.toString(),
    createdAt: now,
    state: 'Queued',
    movedAt: now,
    stateMessage: null,
    outcomes: [],
    found: null,
  };
  job.batches.push(batch);
  return infoReply([201, formatOf(job)], 'batchInfo', batchInfo(job, batch));
};

const answerBatch = (call: AsyncCall, job: AsyncJob): SimulatorReply => {
  const [, , , id = '', part, resultId] = call.path;
  const batch = job.batches.find((one) => one.id.startsWith(id) && id.length >= 15);
  if (!batch) return refuseAsync('InvalidBatch', `Unable to find batch for id: ${id}`);
  if (part === 'request') return requestReply(job, batch);
  if (part === 'result')
    return resultId === undefined ? resultReply(job, batch) : foundReply(job, batch, resultId);
  moveBatch(call.state.org, job, batch);
  return infoReply([200, formatOf(job)], 'batchInfo', batchInfo(job, batch));
};

const answerBatches = (call: AsyncCall, job: AsyncJob): SimulatorReply => {
  if (call.path[3] !== undefined) return answerBatch(call, job);
  if (call.request.method === 'POST') return addBatch(call, job);
  return listReply(
    formatOf(job),
    job.batches.map((batch) => batchInfo(job, batch)),
  );
};

const answerCall = (call: AsyncCall): SimulatorReply => {
  const [resource, id, part] = call.path;
  if (resource !== 'job') return refuseAsync('InvalidOperation', `Unknown resource ${resource}`);
  if (id === undefined) return createJob(call);
  const job = call.state.asyncJobs.find(id);
  if (!job) return refuseAsync('InvalidJob', `Unable to find object: ${id}`);
  if (part === 'batch') return answerBatches(call, job);
  if (call.request.method === 'POST') return endJob(call, job);
  return infoReply([200, formatOf(job)], 'jobInfo', jobInfo(job));
};

const refused = (request: SimulatorRequest, code: string, message: string): SimulatorReply =>
  infoReply([400, isJson(request) ? 'json' : 'xml'], 'error', {
    exceptionCode: code,
    exceptionMessage: message,
  });

const attempted = (call: AsyncCall): SimulatorReply => {
  try {
    return answerCall(call);
  } catch (error) {
    if (error instanceof AsyncError) return refused(call.request, error.code, error.message);
    if (error instanceof SyntaxError)
      return refused(call.request, 'ClientInputError', error.message);
    throw error;
  }
};

/** The session that a request of the Bulk API 1.0 names; undefined for other requests. */
export const asyncSessionOf = ({ path, headers }: SimulatorRequest): string | undefined => {
  const session = headers['x-sfdc-session'];
  return path.startsWith('/services/async/') && typeof session === 'string' ? session : undefined;
};

/** Answers the Bulk API 1.0, under `/services/async`; null for other requests. */
export const asyncApi = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  const [, apiVersion, rest] = /^\/services\/async\/(\d+\.0)\/(.*)$/u.exec(request.path) ?? [];
  if (apiVersion === undefined || rest === undefined) return null;
  const userId = state.sessions.userOf(asyncSessionOf(request) ?? '');
  if (userId === null) return refused(request, 'InvalidSessionId', 'Invalid session id');
  const limit = countCall(state.quota);
  if (limit !== null) return refused(request, 'ExceededQuota', limit);
  state.asyncJobs.catchUp(state.org);
  const path = rest.split('/').filter((part) => part !== '');
  return attempted({ state, request, userId, apiVersion, path });
};
