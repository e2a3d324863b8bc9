/** Random numbers that a seed decides: the same seed gives the same run. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** True with the given probability in [0, 1]. */
  chance(probability: number): boolean;
  /** One of the values; throws on an empty list. */
  pick<T>(values: readonly T[]): T;
  /** An independent generator, so that one part's use does not disturb another's. */
  fork(label: string): SeededRandom;
}

const hashLabel = (label: string): number => {
  let hash = 2_166_136_261;
  for (const char of label) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return hash >>> 0;
};

/** The mulberry32 generator: 32 bits of state, fast, and well enough spread for test data. */
export const createRandom = (seed: number): SeededRandom => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('pick: the list is empty');
      return value;
    },
    fork: (label) => createRandom((seed ^ hashLabel(label)) >>> 0),
  };
};
