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
  { table, row }: Place,
): Place[] => {
  const others = work.org.table(name);
  const rows = others.index(others.object.indexOf(field) ?? -1)?.rows(table.idOf(row)) ?? [];
  return rows.map((one) => ({ table: others, row: one }));
};

const clear = (work: Work, place: Place, field: string): void => {
  if (!place.table.isLive(place.row)) return;
  const values = new Map([[place.table.object.indexOf(field) ?? -1, null]]);
  changeRow(work, { ...place, kind: 'updated' }, { values });
};

/**
 * The tasks that go with a deleted person: none, unless the org is set so. [MEM] For accounts it is documented that
 * activities go along, for people it is not.
 */
export const tasksThatGo = (work: Work, person: Place): readonly Place[] =>
  work.org.rules.deletedWho === 'cascade' ? referringRows(work, ['Task', 'WhoId'], person) : [];

/** Lets go of a deleted person: emails keep the address alone, tasks that stay lose the person. */
export const releasePerson = (work: Work, person: Place): void => {
  for (const place of referringRows(work, ['EmailMessageRelation', 'RelationId'], person)) {
    clear(work, place, 'RelationId');
  }
  if (work.org.rules.deletedWho === 'cascade') return;
  for (const place of referringRows(work, ['Task', 'WhoId'], person)) clear(work, place, 'WhoId');
};
