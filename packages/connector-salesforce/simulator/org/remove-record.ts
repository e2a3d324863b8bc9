import type { SimObject } from '../schema/schema.ts';
import { changeRow, type Values } from './change-row.ts';
import { type RecordResult, refuse } from './record-error.ts';
import { companionRules, type Place, releaseRules } from './object-rules.ts';
import { strikeRecord } from './record-faults.ts';
import { rowToChange } from './save-record.ts';
import { attempt, type Work } from './work.ts';

const childrenOf = (work: Work, { table, row }: Place, state: 'live' | 'deleted'): Place[] =>
  work.org.schema
    .childrenOf(table.object.name)
    .filter(({ field }) => field.cascadeDelete)
    .flatMap(({ child, fieldIndex }) => {
      const children = work.org.table(child);
      const rows = children.index(fieldIndex)?.rows(table.idOf(row)) ?? [];
      return rows
        .filter((one) => children.state(one) === state)
        .map((one) => ({ table: children, row: one }));
    });

const companionsOf = (work: Work, place: Place, state: 'live' | 'deleted'): readonly Place[] =>
  (companionRules[place.table.object.name]?.(work, place) ?? []).filter(
    ({ table, row }) => table.state(row) === state,
  );

const removeRow = (work: Work, place: Place): void => {
  for (const child of childrenOf(work, place, 'live')) removeRow(work, child);
  changeRow(work, { ...place, kind: 'deleted' }, { state: 'deleted' });
  for (const companion of companionsOf(work, place, 'live')) removeRow(work, companion);
  releaseRules[place.table.object.name]?.(work, place);
};

/** Moves a record, and the records that go with it, to the recycle bin. */
export const deleteRecord = (work: Work, object: SimObject, id: string): RecordResult =>
  attempt(work, () => {
    const table = work.org.table(object.name);
    const row = rowToChange(work, object, id);
    if (!work.access.may('delete', object)) {
      refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
        fields: [],
      });
    }
    removeRow(work, { table, row });
    strikeRecord(work, table, row);
    return { ok: true, id: table.idOf(row), created: false };
  });

const restoreRow = (work: Work, place: Place): void => {
  const stamp = place.table.stamp(place.row);
  const others = [
    ...childrenOf(work, place, 'deleted'),
    ...companionsOf(work, place, 'deleted'),
  ].filter(({ table, row }) => table.stamp(row) === stamp);
  const master = place.table.object.indexOf('MasterRecordId');
  const values: Values = master === undefined ? new Map() : new Map([[master, null]]);
  changeRow(work, { ...place, kind: 'undeleted' }, { state: 'live', values });
  for (const other of others) if (!other.table.isLive(other.row)) restoreRow(work, other);
};

/** Brings a record back from the recycle bin, with the records that were deleted along with it. */
export const undeleteRecord = (work: Work, object: SimObject, id: string): RecordResult =>
  attempt(work, () => {
    const table = work.org.table(object.name);
    const row = table.rowOf(id);
    const isGone = object.undeletable === false;
    if (isGone || row === undefined || table.state(row) !== 'deleted') {
      return refuse('UNDELETE_FAILED', 'Entity is not in the recycle bin', { fields: [] });
    }
    restoreRow(work, { table, row });
    return { ok: true, id: table.idOf(row), created: false };
  });

const purgeRow = (work: Work, place: Place): void => {
  for (const state of ['live', 'deleted'] as const) {
    for (const child of childrenOf(work, place, state)) purgeRow(work, child);
  }
  changeRow(work, { ...place, kind: 'purged' }, { state: 'absent' });
};

/** Takes a record, and the records that go with it, out of the org for good; no query ever shows it again. */
export const purgeRecord = (work: Work, object: SimObject, id: string): RecordResult =>
  attempt(work, () => {
    const table = work.org.table(object.name);
    const row = table.rowOf(id);
    if (row === undefined || !table.isPresent(row)) {
      return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
    }
    purgeRow(work, { table, row });
    return { ok: true, id: table.idOf(row), created: false };
  });
