interface Effect {
  readonly at: number;
  readonly run: () => void;
}

/** What HubSpot does by itself after a while. */
export interface Later {
  /** Does something at an instant, ms since 1970. */
  at(ms: number, run: () => void): void;
  /** The next thing due by then, taken out; null for none. */
  due(now: number): Effect | null;
}

/** Where the last one is due first: before all that is due by then, as thousands may wait. */
const placeOf = (effects: readonly Effect[], ms: number): number => {
  let [low, high] = [0, effects.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((effects[middle]?.at ?? 0) > ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Nothing to be done yet. */
export const createLater = (): Later => {
  const effects: Effect[] = [];
  return {
    at: (ms, run) => {
      effects.splice(placeOf(effects, ms), 0, { at: ms, run });
    },
    due: (now) => {
      const first = effects.at(-1);
      return !first || first.at > now ? null : (effects.pop() ?? null);
    },
  };
};
