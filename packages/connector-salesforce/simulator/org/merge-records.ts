import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import { changeRow } from './change-row.ts';
import { refuseConvertedLead } from './converted-lead.ts';
import type { RecordInput } from './read-input.ts';
import { type RecordResult, Refusal, refuse } from './record-error.ts';
import { reparentChildren } from './reparent-children.ts';
import { rowToChange, updateRecord } from './save-record.ts';
import { attempt, type Work } from './work.ts';

/** Which record stays, which go, and what the one that stays takes over from them. */
export interface MergeOrder {
  readonly winner: string;
  readonly losers: readonly string[];
  readonly values: RecordInput;
}

const mergeLoser = (
  work: Work,
  table: Table,
  { loser, winner }: { loser: number; winner: string },
): void => {
  reparentChildren(work, [table, { row: loser, to: winner }]);
  const master = table.object.indexOf('MasterRecordId') ?? -1;
  const values = new Map([[master, winner]]);
  changeRow(work, { table, row: loser, kind: 'merged' }, { values, state: 'deleted' });
};

const rowToMerge = (work: Work, object: SimObject, id: string): number => {
  const row = rowToChange(work, object, id);
  refuseConvertedLead(work.org.table(object.name), row);
  return row;
};

/** Merges one or two records into a third: their children move, they go to the recycle bin and point to it. */
export const mergeRecords = (work: Work, object: SimObject, order: MergeOrder): RecordResult =>
  attempt(work, () => {
    if (!object.mergeable || order.losers.length < 1 || order.losers.length > 2) {
      refuse('INVALID_OPERATION', 'merge takes one winner and one or two others', { fields: [] });
    }
    const table = work.org.table(object.name);
    const winner = rowToMerge(work, object, order.winner);
    const losers = order.losers.map((id) => rowToMerge(work, object, id));
    if (new Set([winner, ...losers]).size < losers.length + 1) {
      refuse('INVALID_OPERATION', 'a record cannot be merged with itself', { fields: [] });
    }
    const id = table.idOf(winner);
    for (const loser of losers) mergeLoser(work, table, { loser, winner: id });
    const result = updateRecord({ ...work, long: null }, object, { id, input: order.values });
    if (!result.ok) throw new Refusal(...result.errors);
    return result;
  });
