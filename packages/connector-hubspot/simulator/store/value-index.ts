/** Rows by a key; a row may be under several keys. */
export interface ValueIndex {
  add(key: string, row: number): void;
  remove(key: string, row: number): void;
  /** The rows under that key, in no order. */
  rows(key: string): readonly number[];
}

/** An empty index. */
export const createValueIndex = (): ValueIndex => {
  const buckets = new Map<string, number | Set<number>>();
  return {
    add: (key, row) => {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, row);
      else if (typeof bucket === 'number') buckets.set(key, new Set([bucket, row]));
      else bucket.add(row);
    },
    remove: (key, row) => {
      const bucket = buckets.get(key);
      if (bucket === row) buckets.delete(key);
      else if (typeof bucket === 'object') bucket.delete(row);
    },
    rows: (key) => {
      const bucket = buckets.get(key);
      if (bucket === undefined) return [];
      return typeof bucket === 'number' ? [bucket] : [...bucket];
    },
  };
};
