import type { Store } from '../portal/portal.ts';
import { toInstant } from '../store/instant.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import type { OldView } from './indexed-changes.ts';

/** The records of one object type as the search index shows them at an instant. */
export interface IndexReader {
  readonly count: number;
  /** Rows that the index shows otherwise than they are. */
  readonly oldRows: readonly number[];
  isShown(row: number): boolean;
  /** Reads one property of many rows. */
  text(name: string): (row: number) => Value;
  /** The same as a number: times in ms since 1970; NaN for no value. */
  number(name: string, toNumber: (text: string) => number): (row: number) => number;
}

const oldValue = (store: Store, view: OldView, name: string): Value | undefined => {
  if (name === store.table.type.modifiedProperty) return toInstant(view.modifiedAt);
  return view.values.get(name);
};

/** Opens the index of an object type. */
export const openIndex = (store: Store, now: number): IndexReader => {
  const { table, indexed } = store;
  const views = indexed.views(now);
  const text = (name: string): ((row: number) => Value) => {
    const current = table.reader(name);
    if (views.size === 0) return current;
    return (row) => {
      const view = views.get(row);
      const old = view && oldValue(store, view, name);
      return old === undefined ? current(row) : old;
    };
  };
  const systemNumber = (name: string): ((row: number) => number) | null => {
    if (name === 'hs_object_id') return (row) => Number(encodeId(row));
    if (name === table.type.createdProperty) return (row) => table.createdAt(row);
    if (name !== table.type.modifiedProperty) return null;
    return (row) => views.get(row)?.modifiedAt ?? table.modifiedAt(row);
  };
  return {
    count: table.count,
    oldRows: [...views.keys()],
    isShown: (row) => {
      const view = views.get(row);
      return view ? view.state === 'live' : table.isLive(row);
    },
    text,
    number: (name, toNumber) => {
      const system = systemNumber(name);
      if (system) return system;
      const read = text(name);
      return (row) => {
        const value = read(row);
        return value === null ? NaN : toNumber(value);
      };
    },
  };
};
