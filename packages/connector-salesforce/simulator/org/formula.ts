import type { Table, Value } from '../store/table.ts';
import type { Org } from './org.ts';

/** Reads one field of a row. */
export type Read = (row: number) => Value;
/** How a field is worked out of the others of its row, and of other records. */
export type Formula = (column: (name: string) => Read, table: Table) => Read;

const noRows: readonly number[] = [];

/** A value that is made anew when the org's rules change. */
export const perRules = <T>(org: Org, make: () => T): (() => T) => {
  let { rules } = org;
  let known = make();
  return () => {
    if (rules !== org.rules) [rules, known] = [org.rules, make()];
    return known;
  };
};

/** The rows that refer to something through a field. */
export const rowsOf = (table: Table, field: string, value: Value): readonly number[] =>
  table.index(table.object.indexOf(field) ?? -1)?.rows(value) ?? noRows;
