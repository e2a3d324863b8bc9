import type { Clock } from '../ports/index.ts';

/** Rings once, at the time it was last set to. */
export interface Alarm {
  /** In so many milliseconds; `Infinity` for never. */
  readonly set: (inMs: number) => void;
}

/** Nobody asks why; without a reason each would be made an error of its own. */
const over = 'over';

/** An alarm that calls `ring`. */
export const createAlarm = (clock: Clock, ring: () => void): Alarm => {
  let current = new AbortController();
  return {
    set: (inMs) => {
      current.abort(over);
      if (inMs === Infinity) return;
      const mine = new AbortController();
      current = mine;
      void clock.sleep(inMs, mine.signal).then(() => {
        if (!mine.signal.aborted) ring();
      });
    },
  };
};
