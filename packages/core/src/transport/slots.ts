/** Limits how many requests run at once. */
export interface Slots {
  /** Runs `work` when a slot is free, in the order of asking. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Slots for `count` requests at a time. */
export const createSlots = (count: number): Slots => {
  let free = count;
  const waiting: (() => void)[] = [];
  const take = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  };
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    run: async (work) => {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
};
