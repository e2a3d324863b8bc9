import type { Table, Value } from '../store/table.ts';
import type { Values } from './change-row.ts';
import type { Work } from './work.ts';

/** One record being saved, its values checked and not yet written. */
export interface Saving {
  readonly work: Work;
  readonly table: Table;
  readonly row: number;
  readonly isNew: boolean;
  readonly values: Values;
  /** What a field will hold after the save. */
  readonly settled: (name: string) => Value;
  /** What the save gives a field; undefined where it leaves the field alone. */
  readonly given: (name: string) => Value | undefined;
  readonly put: (name: string, value: Value) => void;
  /** Saves another record in the same work, by field names; returns its id. */
  readonly create: (object: string, record: Readonly<Record<string, Value>>) => string;
}

/** What an object does besides storing values: refuses, fills in, and returns what is left to do once it is written. */
export type SaveRule = (saving: Saving) => (() => void) | undefined;

/** A saving of those values. */
export const createSaving = (
  parts: Pick<Saving, 'work' | 'table' | 'row' | 'isNew' | 'values' | 'create'>,
): Saving => {
  const { table, row, values } = parts;
  const placeOf = (name: string): number => table.object.indexOf(name) ?? -1;
  const given = (name: string): Value | undefined => values.get(placeOf(name));
  return {
    ...parts,
    given,
    settled: (name) => {
      const value = given(name);
      return value === undefined ? table.get(row, placeOf(name)) : value;
    },
    put: (name, value) => {
      const place = table.object.indexOf(name);
      if (place !== undefined) values.set(place, value);
    },
  };
};
