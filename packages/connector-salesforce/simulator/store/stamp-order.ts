const rowSpan = 4_194_304;

/** Records in the order of (SystemModstamp, Id), for any number of changes near the end. */
export interface StampOrder {
  /** Notes that a row has this stamp (seconds since 1970); what it had before is forgotten by itself. */
  add(stamp: number, row: number): void;
  /** The first position whose stamp is at least this one. */
  from(stamp: number): number;
  /** The row at a position, -1 where it has moved on; undefined past the end. */
  rowAt(position: number): number | undefined;
  readonly length: number;
}

/**
 * One sorted array of `stamp × 2²² + row`. New stamps are appended; a key behind the last one makes the tail be sorted
 * at the next read. A row whose current stamp differs from its key's has moved on.
 */
export const createStampOrder = (stampOf: (row: number) => number): StampOrder => {
  let keys = new Float64Array(1024);
  let length = 0;
  let lowestUnsorted = Number.POSITIVE_INFINITY;

  const lowerBound = (key: number, end: number): number => {
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  let sortedLength = 0;
  const isLive = (key: number): boolean => stampOf(key % rowSpan) === Math.floor(key / rowSpan);

  const compact = (): void => {
    let kept = 0;
    for (let at = 0; at < length; at += 1) {
      const key = keys[at] ?? 0;
      if (isLive(key) && (kept === 0 || keys[kept - 1] !== key)) keys[kept++] = key;
    }
    length = kept;
    sortedLength = kept;
  };

  const settle = (): void => {
    if (lowestUnsorted !== Number.POSITIVE_INFINITY) {
      keys.subarray(lowerBound(lowestUnsorted, sortedLength), length).sort();
      lowestUnsorted = Number.POSITIVE_INFINITY;
    }
    sortedLength = length;
  };

  let addedSinceCompact = 0;
  return {
    add: (stamp, row) => {
      if (length === keys.length) {
        const grown = new Float64Array(length * 2);
        grown.set(keys);
        keys = grown;
      }
      const key = stamp * rowSpan + row;
      if (length > 0 && key < (keys[length - 1] ?? 0)) {
        lowestUnsorted = Math.min(lowestUnsorted, key);
      }
      if (lowestUnsorted !== Number.POSITIVE_INFINITY)
        lowestUnsorted = Math.min(lowestUnsorted, key);
      else if (sortedLength === length) sortedLength = length + 1;
      keys[length++] = key;
      addedSinceCompact += 1;
    },
    from: (stamp) => {
      settle();
      if (addedSinceCompact > 1024 && addedSinceCompact > length / 2) {
        compact();
        addedSinceCompact = 0;
      }
      return lowerBound(stamp * rowSpan, length);
    },
    rowAt: (position) => {
      const key = position < length ? keys[position] : undefined;
      if (key === undefined) return undefined;
      return isLive(key) && keys[position - 1] !== key ? key % rowSpan : -1;
    },
    get length() {
      return length;
    },
  };
};
