import { CsvError, parseCsv } from '../bulk/csv.ts';
import { columnsOf, rowInput } from '../bulk/row-input.ts';
import type { Access } from '../org/access.ts';
import type { RecordInput } from '../org/read-input.ts';
import type { SimObject } from '../schema/schema.ts';
import type { AsyncJob, Batch } from './async-job.ts';

// Salesforce: 10,000 records a batch. Bulk API 1.0 guide, read 2026-11-22
const recordMax = 10_000;

const readJson = (text: string): readonly RecordInput[] => {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value as RecordInput[];
  throw new CsvError('InvalidBatch : The batch is no list of records');
};

const readCsv = (object: SimObject, access: Access, text: string): readonly RecordInput[] => {
  // Salesforce: batches may end their lines either way.
  const unified = text.replaceAll('\r\n', '\n');
  const format = { columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;
  const [header = [], ...rows] = parseCsv(unified, format);
  const columns = columnsOf(object, access, header);
  return rows.map((row) => rowInput(columns, row));
};

/** The records of a batch; throws a CsvError where they cannot be read. */
export const readRequest = (
  { contentType }: AsyncJob,
  { request }: Batch,
  [object, access]: readonly [SimObject, Access],
): readonly RecordInput[] => {
  const records = contentType === 'JSON' ? readJson(request) : readCsv(object, access, request);
  if (records.length <= recordMax) return records;
  throw new CsvError(`InvalidBatch : Records processed exceeds limit of ${recordMax}`);
};
