import type { Context, ReadPage, RemoteRecord } from '@concord/core/contract';
import { inlineAssociations } from './associations-inline.ts';
import { checkPast, writeCursor, type ListPosition } from './cursor.ts';
import { fitPage } from './fit-page.ts';
import { listRows, type ListedRow } from './list-rows.ts';
import { overlapBefore, timeOf } from './server-time.ts';
import { selectedProperties, toRecords, type Reading } from './to-records.ts';

/**
 * One page of all records in the order of their ids. What changes meanwhile, changed after the
 * first page was asked for, and is found by the changes since then; see `Read.page`.
 */
export const listPage = async (
  context: Context,
  reading: Reading,
  position: ListPosition | null,
): Promise<ReadPage> => {
  const { rows, next, servedAt } = await listRows(context, reading.shape, {
    properties: selectedProperties(reading),
    after: position?.list ?? null,
  });
  const now = timeOf(servedAt, reading.shape);
  checkPast([position?.from ?? null], now);
  const from = position?.from ?? overlapBefore(now);
  const { records, rowCount } = fitPage(
    rows,
    await recordsOf(context, rows, reading),
    reading.shape,
  );
  // HubSpot: a list goes on with the record of an id. developers.hubspot.com, read 2026-11-21
  const list = rows[rowCount]?.id ?? next;
  return list === null
    ? { records, cursor: writeCursor({ from, until: null, above: null }), more: false }
    : { records, cursor: writeCursor({ from, list }), more: true };
};

const recordsOf = async (
  context: Context,
  rows: readonly ListedRow[],
  reading: Reading,
): Promise<RemoteRecord[]> => {
  const records = await toRecords(context, rows, reading);
  if (reading.shape.listed.length === 0) return records;
  const associated = await inlineAssociations(context, reading.shape, rows);
  return records.map((record, at) => ({ ...record, associated: associated[at] ?? {} }));
};
