import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import { type QueryContext, runQuery } from '../soql/run-query.ts';
import type { Table } from '../store/table.ts';
import { type Unindexed, unindexedChanges } from './lagged-values.ts';
import type { Returning, Search, SearchScope } from './parse-sosl.ts';
import { parseTerm, type TermTest } from './parse-term.ts';

// Salesforce: 2,000 records at most. SOQL and SOSL reference, read 2026-11-22
const recordMax = 2000;

const textTypes: ReadonlySet<string> = new Set([
  'string',
  'email',
  'phone',
  'url',
  'textarea',
  'picklist',
]);
const nameFields: ReadonlySet<string> = new Set(['FirstName', 'LastName']);

const scopes: Readonly<Record<SearchScope, (field: Field) => boolean>> = {
  ALL: ({ type }) => textTypes.has(type),
  NAME: ({ name, nameField }) => nameField || nameFields.has(name),
  EMAIL: ({ type }) => type === 'email',
  PHONE: ({ type }) => type === 'phone',
  SIDEBAR: ({ nameField, type }) => nameField || type === 'phone' || type === 'email',
};

/** Whether the search index has an object: people make its records and give them names. */
const isSearchable = ({ createable, fields }: SimObject): boolean =>
  createable &&
  fields.some(({ name }) => name === 'OwnerId') &&
  fields.some(({ nameField }) => nameField);

interface Column {
  readonly name: string;
  readonly read: (row: number) => unknown;
}

const columnsOf = (context: QueryContext, table: Table, scope: SearchScope): Column[] =>
  table.object.fields.flatMap((field, index) =>
    scopes[scope](field) && context.access.canRead(table.object, index)
      ? [{ name: field.name, read: table.reader(index) }]
      : [],
  );

const isMatch = (
  table: Table,
  row: number,
  {
    columns,
    test,
    unindexed,
  }: { columns: readonly Column[]; test: TermTest; unindexed: Unindexed },
): boolean => {
  const former =
    unindexed.size === 0 ? undefined : unindexed.get(`${table.object.name}:${table.idOf(row)}`);
  if (former === null) return false;
  const texts: string[] = [];
  for (const { name, read } of columns) {
    const value = former?.has(name) === true ? former.get(name) : read(row);
    if (typeof value === 'string') texts.push(value);
  }
  return test(texts);
};

interface Plan {
  readonly scope: SearchScope;
  readonly test: TermTest;
  readonly unindexed: Unindexed;
}

const recordsOf = (context: QueryContext, one: Returning, plan: Plan): string[] => {
  const answer = runQuery(context, `SELECT ${one.fields} FROM ${one.object} ${one.conditions}`);
  if (answer.kind !== 'rows' || !isSearchable(answer.table.object)) return [];
  const { table, rows, text } = answer;
  const columns = columnsOf(context, table, plan.scope);
  return rows
    .filter((row) => isMatch(table, row, { ...plan, columns }))
    .slice(one.offset, one.offset + (one.limit ?? recordMax))
    .map(text);
};

const everything = (context: QueryContext): Returning[] =>
  context.org.schema.objects
    .filter((object) => isSearchable(object) && context.access.may('read', object))
    .map(({ name }) => ({ object: name, fields: 'Id', conditions: '', limit: null, offset: 0 }));

/**
 * The records that a search finds, as JSON texts. It looks into the index, which lags: what was written lately is not
 * found, and is still found by what it was. Salesforce: jsforce's live tests wait up to a minute. Read 2026-11-21
 */
export const runSearch = (context: QueryContext, search: Search): string[] => {
  const test = parseTerm(search.term);
  const plan = { scope: search.scope, test, unindexed: unindexedChanges(context.org) };
  const wanted = search.returning ?? everything(context);
  const found = wanted.flatMap((one) => recordsOf(context, one, plan));
  return found.slice(0, Math.min(search.limit ?? recordMax, recordMax));
};
