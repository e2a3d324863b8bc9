import type { Value } from './table.ts';

/** Rows by the value of one field; null values are not in it. */
export interface ValueIndex {
  add(value: Value, row: number): void;
  remove(value: Value, row: number): void;
  /** The rows with that value, in no order. */
  rows(value: Value): readonly number[];
}

/** An empty index; values are compared after `normalize`. */
export const createValueIndex = (normalize: (value: Value) => Value): ValueIndex => {
  const buckets = new Map<Value, number | Set<number>>();
  return {
    add: (value, row) => {
      if (value === null) return;
      const key = normalize(value);
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, row);
      else if (typeof bucket === 'number') buckets.set(key, new Set([bucket, row]));
      else bucket.add(row);
    },
    remove: (value, row) => {
      if (value === null) return;
      const key = normalize(value);
      const bucket = buckets.get(key);
      if (bucket === row) buckets.delete(key);
      else if (typeof bucket === 'object') bucket.delete(row);
    },
    rows: (value) => {
      const bucket = value === null ? undefined : buckets.get(normalize(value));
      if (bucket === undefined) return [];
      return typeof bucket === 'number' ? [bucket] : [...bucket];
    },
  };
};
