import { createHash } from 'node:crypto';
import { checkId } from '../org/check-id.ts';
import type { RecordInput } from '../org/read-input.ts';
import { Refusal, type RecordResult, refuse } from '../org/record-error.ts';
import { deleteRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import { upsertRecord } from '../org/upsert-record.ts';
import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import type { Table } from '../store/table.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { withWork } from './call-work.ts';
import { checkConditions, toHttpDate } from './conditional.ts';
import { recordBody } from './record-body.ts';
import { listChildren, parentOf, type RecordPlace } from './related-records.ts';
import { empty, json, notFound, refused, wrongMethod } from './replies.ts';
import { visibleRow } from './visible-row.ts';

const toInput = (body: unknown): RecordInput =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as RecordInput)
    : refuse(
        'JSON_PARSER_ERROR',
        'The HTTP entity body is required, but this request has no entity body.',
      );

const locationOf = (call: ApiCall, object: SimObject, id: string): Record<string, string> => ({
  location: `${call.base}/sobjects/${object.name}/${id}`,
});

const etagOf = (object: SimObject, id: string, stamp: number): string | null =>
  object.name === 'Account'
    ? `"${createHash('sha1').update(`${id}${stamp}`).digest('base64')}--gzip"`
    : null;

const stampedHeaders = (table: Table, row: number): Record<string, string> => {
  const stamp = table.stamp(row);
  const etag = etagOf(table.object, table.idOf(row), stamp);
  return { 'last-modified': toHttpDate(stamp), ...(etag === null ? {} : { etag }) };
};

const unmet = (call: ApiCall, table: Table, row: number): ApiReply | null => {
  const stamp = table.stamp(row);
  const etag = etagOf(table.object, table.idOf(row), stamp);
  const status = checkConditions(call, { stamp, etag });
  return status === null ? null : empty(status, status === 304 ? stampedHeaders(table, row) : {});
};

const finished = (result: RecordResult, success: (id: string) => ApiReply): ApiReply => {
  if (result.ok) return success(result.id);
  throw new Refusal(...result.errors);
};

const readRow = (call: ApiCall, table: Table, row: number): ApiReply => {
  const stopped = unmet(call, table, row);
  if (stopped) return stopped;
  const names = call.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  return {
    status: 200,
    headers: stampedHeaders(table, row),
    body: recordBody(call, table, names)(row),
  };
};

const patchRow = (call: ApiCall, object: SimObject, id: string): ApiReply => {
  const table = call.state.org.table(object.name);
  const row = table.rowOf(id);
  const stopped = row !== undefined && table.isLive(row) ? unmet(call, table, row) : null;
  if (stopped) return stopped;
  const input = toInput(call.body);
  if (Object.keys(input).some((name) => name.toLowerCase() === 'id')) {
    refuse('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  }
  const result = withWork(call, (work) => updateRecord(work, object, { id, input }));
  return finished(result, () => empty(204));
};

const idOf = (object: SimObject, id: string): string =>
  toFullId(id) === null
    ? notFound(`Provided external ID field does not exist or is not accessible: ${id}`)
    : checkId(object, id);

const byId = (call: ApiCall, object: SimObject, id: string): ApiReply => {
  const full = idOf(object, id);
  const table = call.state.org.table(object.name);
  if (call.method === 'GET' || call.method === 'HEAD') {
    return readRow(call, table, visibleRow(call, table, full));
  }
  if (call.method === 'PATCH') return patchRow(call, object, full);
  if (call.method !== 'DELETE') return wrongMethod(call.method, 'DELETE,GET,HEAD,PATCH');
  const result = withWork(call, (work) => deleteRecord(work, object, full));
  return finished(result, () => empty(204));
};

const versionOf = ({ base }: ApiCall): number => Number(base.split('/v')[1]);

const manyChoices = (call: ApiCall, table: Table, rows: readonly number[]): ApiReply =>
  json(
    300,
    rows.map((row) => `${call.base}/sobjects/${table.object.name}/${table.idOf(row)}`),
  );

const byExternalId = (
  call: ApiCall,
  object: SimObject,
  [name, value]: readonly [string, string],
): ApiReply => {
  const key = { name, value, updateOnly: call.query.get('updateOnly') === 'true' };
  const isRead = call.method === 'GET' || call.method === 'HEAD';
  const found = upsertRecord.find(call.state.org, object, { ...key, userId: call.userId });
  if (found.rows.length > 1) return manyChoices(call, found.table, found.rows);
  const [row] = found.rows;
  if (isRead) return row === undefined ? notFound() : readRow(call, found.table, row);
  if (call.method === 'DELETE')
    return row === undefined ? notFound() : byId(call, object, found.table.idOf(row));
  if (call.method !== 'PATCH' && call.method !== 'POST')
    return wrongMethod(call.method, 'DELETE,GET,HEAD,PATCH,POST');
  const stopped = row === undefined ? null : unmet(call, found.table, row);
  if (stopped) return stopped;
  if (row === undefined && key.updateOnly) return notFound();
  const input = toInput(call.body);
  const result = withWork(call, (work) => upsertRecord.save(work, object, { key, input }));
  if (!result.ok) return refused(result.errors);
  // Salesforce: before version 46 an update has no body. developer.salesforce.com, read 2026-11-21
  if (!result.created && versionOf(call) < 46) return empty(204);
  const entry = { id: result.id, success: true, errors: [], created: result.created };
  return json(result.created ? 201 : 200, entry, locationOf(call, object, result.id));
};

/** Creates a record: `POST /sobjects/X`. */
export const createRow = (call: ApiCall, object: SimObject): ApiReply => {
  const result = withWork(call, (work) => createRecord(work, object, toInput(call.body)));
  return finished(result, (id) =>
    json(201, { id, success: true, errors: [] }, locationOf(call, object, id)),
  );
};

/** Salesforce: a record's address goes on along relationships. "sObject Relationships", developer.salesforce.com, read 2026-11-22 */
const related = (call: ApiCall, from: RecordPlace, names: readonly string[]): ApiReply => {
  const [name, ...more] = names;
  if (name === undefined) return byId(call, from.object, from.id);
  const parent = parentOf(call, from, name);
  if (parent) return related(call, parent, more);
  return more.length === 0 ? listChildren(call, from, name) : notFound();
};

/** Answers `/sobjects/X/{id}`, with relationships after it, and `/sobjects/X/{field}/{value}`. */
export const rowsEndpoint = (
  call: ApiCall,
  object: SimObject,
  rest: readonly string[],
): ApiReply => {
  const [first = '', second] = rest;
  const isId = first.toLowerCase() === 'id';
  // Salesforce: a POST to the field Id creates a record. "Create Records Using sObject Rows by External ID", read 2026-11-22
  if (isId && second === undefined && call.method === 'POST') return createRow(call, object);
  if (second === undefined) return byId(call, object, first);
  const id = toFullId(first);
  if (id?.startsWith(object.keyPrefix)) return related(call, { object, id }, rest.slice(1));
  if (rest.length > 2) return notFound();
  if (isId && second !== '') return byId(call, object, second);
  return byExternalId(call, object, [first, second]);
};
