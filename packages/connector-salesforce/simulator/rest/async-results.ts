import type { SimulatorReply } from '@concord/testkit/simulator';
import type { AsyncJob, Batch } from '../async/async-job.ts';
import { refuseAsync } from '../async/async-error.ts';
import type { Outcome } from '../bulk/bulk-job.ts';
import { csvLine } from '../bulk/csv.ts';
import { errorText } from '../bulk/error-text.ts';
import { asyncReply, resultListReply } from './async-info.ts';

const csv = { columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;

const csvReply = (body: string): SimulatorReply => ({
  status: 200,
  headers: { 'content-type': 'text/csv;charset=UTF-8' },
  body,
});

const toLine = ({ id, errors, isCreated }: Outcome): string[] => [
  errors.length === 0 ? id : '',
  String(errors.length === 0),
  String(isCreated),
  errorText(errors),
];

const toEntry = ({ id, errors, isCreated }: Outcome): object => ({
  success: errors.length === 0,
  created: isCreated,
  id: errors.length === 0 ? id : null,
  errors: errors.map(({ statusCode, message, fields = [] }) => ({ statusCode, message, fields })),
});

/** What a batch was sent, as it was sent. */
export const requestReply = ({ contentType }: AsyncJob, { request }: Batch): SimulatorReply =>
  contentType === 'JSON' ? asyncReply(200, 'json', request) : csvReply(request);

/** What became of a batch: one entry for each record in its order, or where the answer of a query is. */
export const resultReply = (job: AsyncJob, batch: Batch): SimulatorReply => {
  const { state, found, outcomes } = batch;
  if (state !== 'Completed') refuseAsync('InvalidBatch', 'Batch not completed');
  const isJson = job.contentType === 'JSON';
  if (found) return resultListReply(isJson ? 'json' : 'xml', [found.id]);
  if (isJson) return asyncReply(200, 'json', JSON.stringify(outcomes.map(toEntry)));
  const lines = [['Id', 'Success', 'Created', 'Error'], ...outcomes.map(toLine)];
  return csvReply(lines.map((line) => csvLine(line, csv)).join(''));
};

/** The answer of a query. */
export const foundReply = (
  { contentType }: AsyncJob,
  { found }: Batch,
  id: string,
): SimulatorReply => {
  if (found?.id !== id) return refuseAsync('InvalidBatch', `No result found for id ${id}`);
  return contentType === 'JSON' ? asyncReply(200, 'json', found.text) : csvReply(found.text);
};
