import { formatMoment, parseMoment } from '../org/field-values.ts';
import { refuse } from '../org/record-error.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { json } from './replies.ts';

const minute = 60;
const day = 86_400;
// Salesforce: 30 days back for updated, 15 for deleted; 600,000 ids. developer.salesforce.com, read 2026-11-21
const updatedDays = 30;
const deletedDays = 15;
const idMax = 600_000;

const toMinute = (seconds: number): number => Math.floor(seconds / minute) * minute;

const momentOf = (call: ApiCall, name: 'start' | 'end'): number => {
  const text = call.query.get(name) ?? '';
  const seconds = parseMoment(text.replace(/ (?=\d{2}:?\d{2}$)/u, '+'));
  return seconds === null
    ? refuse('INVALID_REPLICATION_DATE', `${name} is not a valid date: ${text}`)
    : toMinute(seconds);
};

const windowOf = (call: ApiCall, daysBack: number): { start: number; end: number } => {
  const [start, end] = [momentOf(call, 'start'), momentOf(call, 'end')];
  const now = call.state.org.clock.now() / 1000;
  if (end - start <= minute) {
    refuse('INVALID_REPLICATION_DATE', 'startDate must be before endDate by more than one minute');
  }
  if (start < now - daysBack * day) {
    refuse(
      'INVALID_REPLICATION_DATE',
      `startDate before org replication enabled date or more than ${daysBack} days ago`,
    );
  }
  return { start, end };
};

/** Until when everything is known: the start of the oldest open transaction, in whole minutes. */
const latestCovered = (call: ApiCall, end: number): number => {
  const { org } = call.state;
  const starts = [...org.openTransactions.values()].map(({ startMs }) => startMs / 1000);
  return toMinute(Math.min(end, org.clock.now() / 1000, ...starts));
};

const rowsBetween = (
  table: Table,
  { start, end }: { start: number; end: number },
  test: (row: number) => boolean,
): number[] => {
  const rows: number[] = [];
  for (let at = table.order.from(start); ; at += 1) {
    const row = table.order.rowAt(at);
    if (row === undefined || (row >= 0 && table.stamp(row) >= end)) return rows;
    if (row >= 0 && test(row)) rows.push(row);
  }
};

const checkReplicateable = (object: SimObject): void => {
  if (!object.replicateable)
    refuse('INVALID_TYPE', `object type '${object.name}' is not replicateable`);
};

/** `/sobjects/X/updated`: ids of records changed in a window. */
export const updatedRows = (call: ApiCall, object: SimObject): ApiReply => {
  checkReplicateable(object);
  const span = windowOf(call, updatedDays);
  const table = call.state.org.table(object.name);
  const rows = rowsBetween(
    table,
    span,
    (row) => table.isLive(row) && !call.state.org.isHidden(call.userId, object.name, row),
  );
  if (rows.length > idMax) refuse('EXCEEDED_ID_LIMIT', `more than ${idMax} ids`);
  return json(200, {
    ids: rows.map((row) => table.idOf(row)),
    latestDateCovered: formatMoment(latestCovered(call, span.end)),
  });
};

/** `/sobjects/X/deleted`: ids of records deleted in a window. */
export const deletedRows = (call: ApiCall, object: SimObject): ApiReply => {
  checkReplicateable(object);
  const span = windowOf(call, deletedDays);
  const table = call.state.org.table(object.name);
  const rows = rowsBetween(table, span, (row) => table.state(row) === 'deleted');
  const now = call.state.org.clock.now() / 1000;
  return json(200, {
    deletedRecords: rows.map((row) => ({
      id: table.idOf(row),
      deletedDate: formatMoment(table.stamp(row)),
    })),
    earliestDateAvailable: formatMoment(toMinute(now - deletedDays * day)),
    latestDateCovered: formatMoment(latestCovered(call, span.end)),
  });
};
