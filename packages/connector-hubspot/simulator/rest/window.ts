import type { VirtualClock } from '@concord/testkit/simulator';

/** The calls of the last while: a window that rolls. */
export interface Window {
  /** Counts a call unless `max` are in the window already. */
  take(max: number): boolean;
  readonly count: number;
}

/** An empty window of that length. */
export const createWindow = (clock: VirtualClock, lengthMs: number): Window => {
  let times: number[] = [];
  let first = 0;
  const forget = (): void => {
    const oldest = clock.now() - lengthMs;
    while (first < times.length && (times[first] ?? 0) <= oldest) first += 1;
    if (first < 1024) return;
    times = times.slice(first);
    first = 0;
  };
  return {
    take: (max) => {
      forget();
      if (times.length - first >= max) return false;
      times.push(clock.now());
      return true;
    },
    get count() {
      forget();
      return times.length - first;
    },
  };
};
