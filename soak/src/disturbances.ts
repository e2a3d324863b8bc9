/** Stretches of time in which the database was not to be relied upon, in real time. */
export interface Disturbances {
  /** Performs something that takes away one connection or all of them, until it resolves. */
  readonly during: <Result>(disturb: () => Promise<Result>) => Promise<Result>;
  /** Whether any of it fell after some time of `Date.now()`. */
  readonly haveMet: (since: number) => boolean;
}

/** Remembers disturbances. */
export const createDisturbances = (now: () => number = Date.now): Disturbances => {
  let running = 0;
  let lastAt = 0;
  return {
    during: async (disturb) => {
      running += 1;
      try {
        return await disturb();
      } finally {
        running -= 1;
        lastAt = now();
      }
    },
    haveMet: (since) => running > 0 || lastAt >= since,
  };
};
