import { formatMoment } from '../org/field-values.ts';
import { refuse } from '../org/record-error.ts';
import type { Field } from '../schema/field.ts';
import { parseSoql } from '../soql/parse-soql.ts';
import { type QueryContext, runQuery } from '../soql/run-query.ts';
import { namesOf, type Path, resolvePath, type Scope } from '../soql/scope.ts';
import type { Value } from '../store/table.ts';
import { type CsvFormat, csvLine } from './csv.ts';

/** A query that a bulk job may run. */
export interface BulkQuery {
  readonly text: string;
  readonly object: string;
  readonly includeDeleted: boolean;
}

/** The finished answer: CSV lines in one buffer, and where each begins. */
export interface QueryFile {
  readonly header: string;
  readonly lines: Buffer;
  /** One entry more than there are records. */
  readonly starts: readonly number[];
}

const unsupported = (what: string): never =>
  // [MEM] The code; the restrictions are of the Bulk API 2.0 guide, read 2026-11-22.
  refuse('API_ERROR', `FUNCTIONALITY_NOT_ENABLED: ${what} not supported in Bulk Query`);

type Column = readonly [name: string, path: Path];

/** The columns of a bulk query's answer; refuses what such a query may not select. */
export const bulkColumns = (context: QueryContext, text: string): Column[] => {
  const query = parseSoql(text);
  if (query.groupBy) unsupported('GROUP BY is');
  if (query.offset !== undefined) unsupported('OFFSET is');
  const object = context.org.schema.object(query.sObject ?? '');
  if (!object) return [];
  const scope: Scope = {
    ...context,
    table: context.org.table(object.name),
    text,
    alias: query.sObjectAlias ?? null,
  };
  return (query.fields ?? []).map((field): Column => {
    if (field.type === 'FieldSubquery') return unsupported('Nested queries are');
    if (field.type !== 'Field' && field.type !== 'FieldRelationship')
      return unsupported('Aggregates and functions are');
    const relations = field.type === 'FieldRelationship' ? field.relationships : [];
    const names = namesOf(scope, [...relations, field.field].join('.'));
    const path = resolvePath(scope, names.join('.'));
    if (path.field.type === 'address') return unsupported('Selecting compound data');
    return [[...names.slice(0, -1), path.field.name].join('.'), path];
  });
};

const decimals: ReadonlySet<string> = new Set(['double', 'currency', 'percent']);

/** A value as bulk results write it. Salesforce: date-times end in Z here, and decimals have a point. [MEM] */
const cellText = (field: Field, value: Value): string => {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (field.type === 'datetime') return formatMoment(value).replace('+0000', 'Z');
  return decimals.has(field.type) && Number.isInteger(value) ? `${value}.0` : String(value);
};

/** Checks a query without keeping its answer; refuses what a bulk job cannot run. */
export const checkBulkQuery = (context: QueryContext, text: string): BulkQuery => {
  bulkColumns(context, text);
  if (runQuery(context, text).kind !== 'rows') unsupported('Aggregates are');
  const object = context.org.schema.object(parseSoql(text).sObject ?? '')?.name ?? '';
  return { text, object, includeDeleted: context.includeDeleted };
};

const blockSize = 1000;

/** Runs a query and writes the records as they are at this moment. */
export const writeQueryFile = (
  context: QueryContext,
  { text }: BulkQuery,
  format: CsvFormat,
): QueryFile => {
  const columns = bulkColumns(context, text);
  const answer = runQuery(context, text);
  const rows = answer.kind === 'rows' ? answer.rows : [];
  const blocks: Buffer[] = [];
  const starts = [0];
  let [block, size] = ['', 0];
  for (const [at, row] of rows.entries()) {
    const cells = columns.map(([, { field, read }]) => cellText(field, read(row)));
    const line = csvLine(cells, format);
    block += line;
    size += Buffer.byteLength(line);
    starts.push(size);
    if (at % blockSize !== blockSize - 1) continue;
    blocks.push(Buffer.from(block));
    block = '';
  }
  const header = csvLine(
    columns.map(([name]) => name),
    format,
  );
  return { header, lines: Buffer.concat([...blocks, Buffer.from(block)]), starts };
};
