import type { ChildRelationship } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import { changeRow, type Values } from './change-row.ts';
import type { Work } from './work.ts';

/** Where the children of a record go. */
export interface Move {
  readonly row: number;
  /** The id they refer to from here on. */
  readonly to: string;
}

const moveChildren = (
  work: Work,
  { child, fieldIndex }: ChildRelationship,
  { from, values }: { from: string; values: Values },
): void => {
  const children = work.org.table(child);
  for (const row of children.index(fieldIndex)?.rows(from) ?? []) {
    if (!children.isLive(row)) continue;
    changeRow(work, { table: children, row, kind: 'updated' }, { values });
  }
};

/**
 * Makes whatever refers to a record refer to another one. Look-ups that cannot hold the other's object stay;
 * `more` gives further values of each child that moves.
 */
export const reparentChildren = (
  work: Work,
  [table, { row, to }]: readonly [Table, Move],
  more: (child: ChildRelationship) => Values = () => new Map(),
): void => {
  const target = work.org.schema.byPrefix(to.slice(0, 3))?.name ?? '';
  for (const relation of work.org.schema.childrenOf(table.object.name)) {
    const { field, fieldIndex } = relation;
    if (field.name === 'MasterRecordId' || !field.referenceTo.includes(target)) continue;
    const values = new Map([...more(relation), [fieldIndex, to] as const]);
    moveChildren(work, relation, { from: table.idOf(row), values });
  }
};
