import type { SimulatorReply } from '@concord/testkit/simulator';
import type { AsyncJob, Batch, BatchState } from '../async/async-job.ts';
import { formatMoment } from '../org/field-values.ts';
import { element } from './soap-envelope.ts';

/** How an answer of the Bulk API 1.0 is written: as its job's data are, CSV jobs in XML. */
export type InfoFormat = 'xml' | 'json';

type Info = Readonly<Record<string, string | number | null>>;

const opening = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://www.force.com/2009/06/asyncapi/dataload"';

const moment = (ms: number): string => formatMoment(Math.floor(ms / 1000));

const countOf = ({ batches }: AsyncJob, state: BatchState): number =>
  batches.filter((batch) => batch.state === state).length;

const processedOf = ({ outcomes, found }: Batch): number => found?.count ?? outcomes.length;

const failedOf = ({ outcomes }: Batch): number =>
  outcomes.filter(({ errors }) => errors.length > 0).length;

const sum = (batches: readonly Batch[], count: (batch: Batch) => number): number =>
  batches.reduce((total, batch) => total + count(batch), 0);

const times = { totalProcessingTime: 0, apiActiveProcessingTime: 0, apexProcessingTime: 0 };

/** A job in the documented order. */
export const jobInfo = (job: AsyncJob): Info => ({
  id: job.id,
  operation: job.operation,
  object: job.object,
  createdById: job.userId,
  createdDate: moment(job.createdAt),
  systemModstamp: moment(job.movedAt),
  state: job.state,
  externalIdFieldName: job.externalIdFieldName,
  assignmentRuleId: job.assignmentRuleId,
  concurrencyMode: job.concurrencyMode,
  contentType: job.contentType,
  numberBatchesQueued: countOf(job, 'Queued'),
  numberBatchesInProgress: countOf(job, 'InProgress'),
  numberBatchesCompleted: countOf(job, 'Completed'),
  numberBatchesFailed: countOf(job, 'Failed'),
  numberBatchesTotal: job.batches.length,
  numberRecordsProcessed: sum(job.batches, processedOf),
  numberRetries: 0,
  apiVersion: job.apiVersion,
  numberRecordsFailed: sum(job.batches, failedOf),
  ...times,
});

/** A batch in the documented order. */
export const batchInfo = (job: AsyncJob, batch: Batch): Info => ({
  id: batch.id,
  jobId: job.id,
  state: batch.state,
  stateMessage: batch.stateMessage,
  createdDate: moment(batch.createdAt),
  systemModstamp: moment(batch.movedAt),
  numberRecordsProcessed: processedOf(batch),
  numberRecordsFailed: failedOf(batch),
  ...times,
});

/** Salesforce: in XML there is no null, and the zone is Z (documented examples). */
const toXml = (info: Info): string =>
  Object.entries(info)
    .map(([name, value]) =>
      value === null ? '' : element(name, String(value).replace(/\.000\+0000$/u, '.000Z')),
    )
    .join('');

/** Salesforce: in JSON the version is a number with its decimal. */
const toJson = (info: Info): string =>
  JSON.stringify(info).replace(/"apiVersion":"(\d+\.\d)"/u, '"apiVersion":$1');

/** An answer in either format. */
export const asyncReply = (status: number, format: InfoFormat, body: string): SimulatorReply => ({
  status,
  headers: { 'content-type': `application/${format};charset=UTF-8` },
  body: format === 'xml' ? opening + body : body,
});

/** One job or batch. */
export const infoReply = (
  [status, format]: readonly [number, InfoFormat],
  name: 'jobInfo' | 'batchInfo' | 'error',
  info: Info,
): SimulatorReply =>
  format === 'xml'
    ? asyncReply(status, format, `<${name} ${namespace}>${toXml(info)}</${name}>`)
    : asyncReply(status, format, toJson(info));

/** Several batches. */
export const listReply = (format: InfoFormat, infos: readonly Info[]): SimulatorReply => {
  if (format === 'json')
    return asyncReply(200, format, `{"batchInfo":[${infos.map(toJson).join(',')}]}`);
  const inner = infos.map((info) => `<batchInfo>${toXml(info)}</batchInfo>`).join('');
  return asyncReply(200, format, `<batchInfoList ${namespace}>${inner}</batchInfoList>`);
};

/** The ids of results. */
export const resultListReply = (format: InfoFormat, ids: readonly string[]): SimulatorReply => {
  if (format === 'json') return asyncReply(200, format, JSON.stringify(ids));
  const inner = ids.map((id) => element('result', id)).join('');
  return asyncReply(200, format, `<result-list ${namespace}>${inner}</result-list>`);
};
