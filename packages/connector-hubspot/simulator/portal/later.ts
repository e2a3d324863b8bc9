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

/** Nothing to be done yet. */
export const createLater = (): Later => {
  const effects: Effect[] = [];
  return {
    at: (ms, run) => {
      let place = effects.length;
      while (place > 0 && (effects[place - 1]?.at ?? 0) > ms) place -= 1;
      effects.splice(place, 0, { at: ms, run });
    },
    due: (now) => {
      const [first] = effects;
      if (!first || first.at > now) return null;
      effects.shift();
      return first;
    },
  };
};
