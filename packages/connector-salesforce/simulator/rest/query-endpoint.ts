import { refuse } from '../org/record-error.ts';
import { runQuery } from '../soql/run-query.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { explainQuery } from './explain-query.ts';
import type { Cursor } from './locators.ts';
import { otherMethod } from './replies.ts';

// Salesforce: a page has 2,000 records, 200 at least, and perhaps fewer than asked; a locator lives two days. Read 2026-11-21
const batchMax = 2000;
const batchMin = 200;
const locatorMs = 2 * 86_400_000;

const batchSizeOf = (call: ApiCall): number => {
  const asked = /batchSize\s*=\s*(\d+)/iu.exec(call.headers['sforce-query-options'] ?? '')?.[1];
  return asked === undefined ? batchMax : Math.min(batchMax, Math.max(batchMin, Number(asked)));
};

const pageEnd = (call: ApiCall, cursor: Cursor, start: number): number => {
  const { org } = call.state;
  const size = org.random.chance(org.rules.shortPages)
    ? Math.max(1, cursor.batchSize - 1 - org.random.below(Math.ceil(cursor.batchSize / 2)))
    : cursor.batchSize;
  return Math.min(cursor.rows.length, start + size);
};

interface Page {
  readonly cursor: Cursor;
  readonly start: number;
  readonly locator: string | null;
}

// Encoding a few records at a time keeps their texts in the processor's cache.
const blockSize = 16;

const encodeRows = (cursor: Cursor, [start, end]: readonly [number, number]): Buffer[] => {
  const blocks: Buffer[] = [];
  let text = '';
  let comma = '';
  for (let at = start; at < end; at += 1) {
    const row = cursor.rows[at] ?? -1;
    if (!cursor.table.isPresent(row)) continue;
    text += comma + cursor.text(row);
    comma = ',';
    if ((at - start) % blockSize !== blockSize - 1) continue;
    blocks.push(Buffer.from(text));
    text = '';
  }
  return [...blocks, Buffer.from(text)];
};

const writePage = (call: ApiCall, { cursor, start, locator }: Page): ApiReply => {
  const end = pageEnd(call, cursor, start);
  const total = cursor.rows.length;
  const done = end >= total;
  const name = done ? '' : (locator ?? call.state.locators.open(cursor));
  const next = done ? '' : `"nextRecordsUrl":"${call.base}/query/${name}-${end}",`;
  const opening = `{"totalSize":${total},"done":${done},${next}"records":[`;
  const rows = encodeRows(cursor, [start, end]);
  return {
    status: 200,
    body: Buffer.concat([Buffer.from(opening), ...rows, Buffer.from(']}')]),
  };
};

const firstPage = (call: ApiCall, includeDeleted: boolean): ApiReply => {
  const { org } = call.state;
  const soql = call.query.get('q') ?? '';
  if (soql.trim() === '') refuse('MALFORMED_QUERY', 'A query string has to be specified');
  const context = { org, access: org.access(call.userId), base: call.base, includeDeleted };
  const answer = runQuery(context, soql);
  if (answer.kind === 'groups') {
    const body = `{"totalSize":${answer.totalSize},"done":true,"records":[${answer.records.join(',')}]}`;
    return { status: 200, body };
  }
  const cursor: Cursor = {
    ...answer,
    userId: call.userId,
    batchSize: batchSizeOf(call),
    expiresAt: org.clock.now() + locatorMs,
  };
  return writePage(call, { cursor, start: 0, locator: null });
};

const nextPage = (call: ApiCall, name: string): ApiReply => {
  const [locator = '', offset = ''] = name.split('-');
  const cursor = call.state.locators.find(locator);
  const start = Number(offset === '' ? Number.NaN : offset);
  const isOpen =
    cursor && cursor.userId === call.userId && cursor.expiresAt > call.state.org.clock.now();
  if (!isOpen || !Number.isInteger(start) || start < 0 || start > cursor.rows.length) {
    return refuse('INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return writePage(call, { cursor, start, locator });
};

/** `/query`, `/queryAll`, and the pages of their locators. */
export const queryEndpoint: Endpoint = (call) => {
  const [resource, locator] = call.path;
  const isAll = resource?.toLowerCase() === 'queryall';
  if (resource !== 'query' && !isAll) return null;
  const other = otherMethod(call, 'GET,HEAD');
  if (other) return other;
  const explained = call.query.get('explain');
  if (explained !== null) return explainQuery(call, explained, isAll);
  return locator === undefined ? firstPage(call, isAll) : nextPage(call, locator);
};
