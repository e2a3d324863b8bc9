import type { Table } from '../store/table.ts';
import { changeRow } from './change-row.ts';
import type { Work } from './work.ts';

/** One record of one table. */
export interface Place {
  readonly table: Table;
  readonly row: number;
}

const referringRows = (
  work: Work,
  [name, field]: readonly [string, string],
  id: string,
): Place[] => {
  const table = work.org.table(name);
  const rows = table.index(table.object.indexOf(field) ?? -1)?.rows(id) ?? [];
  return rows.filter((row) => table.isLive(row)).map((row) => ({ table, row }));
};

const clear = (work: Work, place: Place, field: string): void => {
  const values = new Map([[place.table.object.indexOf(field) ?? -1, null]]);
  changeRow(work, { ...place, kind: 'updated' }, { values });
};

/**
 * Lets go of a deleted person: emails keep the address alone, tasks lose the person.
 * [MEM] That tasks stay: for accounts it is documented that activities go along, for people it is not. `deletedWho` decides.
 */
export const releasePerson = (work: Work, { table, row }: Place): readonly Place[] => {
  const id = table.idOf(row);
  for (const place of referringRows(work, ['EmailMessageRelation', 'RelationId'], id)) {
    clear(work, place, 'RelationId');
  }
  const tasks = referringRows(work, ['Task', 'WhoId'], id);
  if (work.org.rules.deletedWho === 'cascade') return tasks;
  for (const place of tasks) clear(work, place, 'WhoId');
  return [];
};
