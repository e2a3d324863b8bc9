import type { Clock } from '../ports/index.ts';

/** Milliseconds that have passed since it was made; a clock set back does not count. */
export const createElapsed = (clock: Clock): (() => number) => {
  let last = Date.parse(clock.now());
  let elapsed = 0;
  return () => {
    const now = Date.parse(clock.now());
    elapsed += Math.max(0, now - last);
    last = now;
    return elapsed;
  };
};
