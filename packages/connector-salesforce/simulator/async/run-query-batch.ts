import { bulkColumns, checkBulkQuery, writeQueryFile } from '../bulk/bulk-query.ts';
import { type QueryContext, runQuery } from '../soql/run-query.ts';
import type { AsyncJob } from './async-job.ts';

type Found = Readonly<{ text: string; count: number }>;

const csv = { columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;

const csvResult = (context: QueryContext, text: string): Found => {
  const { header, lines, starts } = writeQueryFile(context, checkBulkQuery(context, text), csv);
  return { text: header + lines.toString(), count: starts.length - 1 };
};

const isTime = (type: string): boolean => type === 'date' || type === 'datetime';

/** The parent within a record that a dotted name leads to, and the last name. */
const placeIn = (record: Record<string, unknown>, names: string[]): [unknown, string] => {
  const last = names.pop() ?? '';
  return [
    names.reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], record),
    last,
  ];
};

const setTimes = (record: Record<string, unknown>, times: readonly string[]): void => {
  for (const name of times) {
    const [parent, last] = placeIn(record, name.split('.'));
    const part = parent as Record<string, unknown> | null | undefined;
    const text = part?.[last];
    if (part && typeof text === 'string') part[last] = Date.parse(text);
  }
};

/** Salesforce: in JSON results a date is the milliseconds since 1970. [PUB] Issue threads of simple-salesforce */
const jsonResult = (context: QueryContext, text: string): Found => {
  checkBulkQuery(context, text);
  const times = bulkColumns(context, text).flatMap(([name, { field }]) =>
    isTime(field.type) ? [name] : [],
  );
  const answer = runQuery(context, text);
  const texts = answer.kind === 'rows' ? answer.rows.map((row) => answer.text(row)) : [];
  const records = texts.map((one) => JSON.parse(one) as Record<string, unknown>);
  for (const record of records) setTimes(record, times);
  return { text: JSON.stringify(records), count: records.length };
};

/** Runs the query of a batch, and writes what it finds as the job wants it. */
export const runQueryBatch = (context: QueryContext, job: AsyncJob, text: string): Found =>
  job.contentType === 'JSON' ? jsonResult(context, text) : csvResult(context, text);
