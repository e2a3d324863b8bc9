import type { SeededRandom } from '@concord/testkit/simulator';
import { isConvertedLead } from '../org/converted-lead.ts';
import type { Table } from '../store/table.ts';

/** Records that a seed may refer to. */
export interface Rows {
  readonly table: Table;
  readonly rows: readonly number[];
}

/** One of them. */
export interface Picked {
  readonly id: string;
  /** A field's value as text; null for none. */
  readonly text: (field: string) => string | null;
}

/** The live records of a table that something may refer to: not the leads that were converted. */
export const liveRows = (table: Table): Rows => {
  const rows: number[] = [];
  for (let row = 0; row < table.count; row += 1) {
    if (table.isLive(row) && !isConvertedLead(table, row)) rows.push(row);
  }
  return { table, rows };
};

/** Any of the records; null where there are none. */
export const pickRow = (random: SeededRandom, { table, rows }: Rows): Picked | null => {
  if (rows.length === 0) return null;
  const row = random.pick(rows);
  return {
    id: table.idOf(row),
    text: (field) => {
      const index = table.object.indexOf(field);
      const value = index === undefined ? null : table.get(row, index);
      return value === null ? null : String(value);
    },
  };
};
