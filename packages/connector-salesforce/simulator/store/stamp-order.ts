const rowSpan = 4_194_304;
const nothing = Number.POSITIVE_INFINITY;

/** Records in the order of (SystemModstamp, Id), for any number of changes near the end. */
export interface StampOrder {
  /** Notes that a row has this stamp (seconds since 1970); what it had before is forgotten by itself. */
  add(stamp: number, row: number): void;
  /** The first position whose stamp is at least this one. */
  from(stamp: number): number;
  /** The row at a position, -1 where it has moved on; undefined past the end. */
  rowAt(position: number): number | undefined;
}

/**
 * One array of `stamp × 2²² + row`, sorted up to `sorted`. New stamps are appended; keys behind their predecessor wait,
 * the lowest of them remembered, and the tail is sorted at the next read. A row whose stamp differs from its key's has moved on.
 */
export const createStampOrder = (stampOf: (row: number) => number): StampOrder => {
  let keys = new Float64Array(1024);
  let length = 0;
  let sorted = 0;
  let lowestWaiting = nothing;
  let addedSinceCompact = 0;

  const keyAt = (position: number): number => keys[position] ?? nothing;
  const isLive = (key: number): boolean => stampOf(key % rowSpan) === Math.floor(key / rowSpan);

  const lowerBound = (key: number): number => {
    let low = 0;
    let high = sorted;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keyAt(middle) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const append = (key: number): void => {
    if (length === keys.length) {
      const grown = new Float64Array(length * 2);
      grown.set(keys);
      keys = grown;
    }
    keys[length++] = key;
    addedSinceCompact += 1;
  };

  const settle = (): void => {
    if (lowestWaiting === nothing) return;
    keys.subarray(lowerBound(lowestWaiting), length).sort();
    lowestWaiting = nothing;
    sorted = length;
  };

  const compact = (): void => {
    let kept = 0;
    for (let at = 0; at < length; at += 1) {
      const key = keyAt(at);
      if (isLive(key) && keys[kept - 1] !== key) keys[kept++] = key;
    }
    length = kept;
    sorted = kept;
    addedSinceCompact = 0;
  };

  return {
    add: (stamp, row) => {
      const key = stamp * rowSpan + row;
      const isNext = lowestWaiting === nothing && (length === 0 || key > keyAt(length - 1));
      // A row that goes back to a stamp it had (an undone change) finds its key still there.
      if (!isNext && keyAt(lowerBound(key)) === key) return;
      append(key);
      if (isNext) sorted = length;
      else lowestWaiting = Math.min(lowestWaiting, key);
    },
    from: (stamp) => {
      settle();
      if (addedSinceCompact > 1024 && addedSinceCompact > length / 2) compact();
      return lowerBound(stamp * rowSpan);
    },
    rowAt: (position) => {
      if (position >= length) return undefined;
      const key = keyAt(position);
      return isLive(key) && keys[position - 1] !== key ? key % rowSpan : -1;
    },
  };
};
