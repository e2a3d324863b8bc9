import { toRemoteId, type Context, type Instant, type ReadPage } from '@concord/core/contract';
import { checkPast, writeCursor } from './cursor.ts';
import { fitPage } from './fit-page.ts';
import type { RecordBody } from './parse-answer.ts';
import { isModest, selectChanges, type Window } from './query-text.ts';
import { rowsById } from './rows-by-id.ts';
import { isAbove, rowsWithin } from './rows-within.ts';
import { searchRows } from './search-rows.ts';
import { overlapBefore, timeOf } from './server-time.ts';
import { selectedProperties, toRecords, type Reading } from './to-records.ts';

/**
 * One page of what changed within a window, in the order of ids, so that any number of records may
 * share a time and change while they are paged. The window ends where its first page was asked
 * for; the next one overlaps it by more than a search is behind.
 */
export const changesPage = async (
  context: Context,
  reading: Reading,
  window: Window,
): Promise<ReadPage> => {
  const { shape } = reading;
  const found = await search(context, reading, window);
  checkPast([window.from, window.until], found.servedAt);
  const within = rowsWithin(found.rows, window, shape);
  const rows = found.isWhole ? within : await withValues(context, reading, within);
  const { records, rowCount } = fitPage(rows, await toRecords(context, rows, reading), shape);
  const isCut = rowCount < rows.length;
  const last = isCut ? rows[rowCount - 1] : (within.at(-1) ?? found.rows.at(-1));
  const more = last !== undefined && (isCut || found.more);
  const until = window.until ?? found.servedAt;
  const next = more ? { ...window, until, above: toRemoteId(last.id) } : windowAfter(window, until);
  return { records, cursor: writeCursor(next), more };
};

/** Where the pass after one begins; never before that one did. */
const windowAfter = ({ from }: Window, until: Instant): Window => {
  const overlap = overlapBefore(until);
  return { from: overlap > from ? overlap : from, until: null, above: null };
};

interface Found {
  readonly rows: readonly RecordBody[];
  readonly more: boolean;
  readonly servedAt: Instant;
  /** Whether the rows have the properties asked for: a search that names too many is not taken. */
  readonly isWhole: boolean;
}

const search = async (context: Context, reading: Reading, window: Window): Promise<Found> => {
  const { shape } = reading;
  const whole = selectChanges(shape.modified, selectedProperties(reading), window);
  const isWhole = isModest(whole);
  const query = isWhole ? whole : selectChanges(shape.modified, [shape.modified], window);
  const { rows, more, servedAt } = await searchRows(context, shape, query);
  return { rows, more, servedAt: timeOf(servedAt, shape), isWhole };
};

/** The same records as they are now, without those that are gone or were merged into others. */
const withValues = async (
  context: Context,
  reading: Reading,
  within: readonly RecordBody[],
): Promise<readonly RecordBody[]> => {
  const ids = within.map(({ id }) => toRemoteId(id));
  const properties = selectedProperties(reading);
  const rows = await rowsById(context, reading.shape, { ids, properties });
  const asked = new Set<string>(ids);
  return rows
    .filter(({ id }) => asked.has(id))
    .toSorted((one, other) => (isAbove(one.id, other.id) ? 1 : -1));
};
