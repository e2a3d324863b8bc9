import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import { changeRow } from './change-row.ts';
import type { RecordInput } from './read-input.ts';
import { type RecordResult, refuse } from './record-error.ts';
import { rowToChange, updateRecord } from './save-record.ts';
import { attempt, type Work } from './work.ts';

/** Which record stays, which go, and what the one that stays takes over from them. */
export interface MergeOrder {
  readonly winner: string;
  readonly losers: readonly string[];
  readonly values: RecordInput;
}

const reparent = (
  work: Work,
  table: Table,
  { loser, winner }: { loser: number; winner: string },
) => {
  for (const { child, fieldIndex, field } of work.org.schema.childrenOf(table.object.name)) {
    if (field.name === 'MasterRecordId') continue;
    const children = work.org.table(child);
    for (const row of children.index(fieldIndex)?.rows(table.idOf(loser)) ?? []) {
      if (!children.isLive(row)) continue;
      const values = new Map([[fieldIndex, winner]]);
      changeRow(work, { table: children, row, kind: 'updated' }, { values });
    }
  }
};

const mergeLoser = (
  work: Work,
  table: Table,
  { loser, winner }: { loser: number; winner: string },
) => {
  reparent(work, table, { loser, winner });
  const master = table.object.indexOf('MasterRecordId') ?? -1;
  const values = new Map([[master, winner]]);
  changeRow(work, { table, row: loser, kind: 'merged' }, { values, state: 'deleted' });
};

/** Merges one or two records into a third: their children move, they go to the recycle bin and point to it. */
export const mergeRecords = (work: Work, object: SimObject, order: MergeOrder): RecordResult =>
  attempt(work, () => {
    if (!object.mergeable || order.losers.length < 1 || order.losers.length > 2) {
      refuse('INVALID_OPERATION', 'merge takes one winner and one or two others', { fields: [] });
    }
    const table = work.org.table(object.name);
    const winner = table.idOf(rowToChange(work, object, order.winner));
    const losers = order.losers.map((id) => rowToChange(work, object, id));
    for (const loser of losers) mergeLoser(work, table, { loser, winner });
    const result = updateRecord({ ...work, long: null }, object, {
      id: winner,
      input: order.values,
    });
    return result.ok ? result : refuse(result.errors[0]?.statusCode ?? '', 'the merge failed');
  });
