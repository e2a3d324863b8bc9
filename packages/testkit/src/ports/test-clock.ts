import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves time on and wakes the sleepers whose time has come, the earliest first. */
  readonly advance: (ms: number) => Promise<void>;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** Lets promises that have settled run what waits for them. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A manual clock that starts at ISO text. */
export const createTestClock = (start = '2026-01-01T00:00:00.000Z'): TestClock => {
  let now = Date.parse(start);
  const sleepers = new Set<Sleeper>();

  const sleep: Clock['sleep'] = (ms, signal) =>
    new Promise((resolve) => {
      if (ms <= 0 || signal?.aborted) return resolve();
      const wake = (): void => {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { wakesAt: now + ms, wake };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });

  const nextUntil = (end: number): Sleeper | undefined =>
    [...sleepers]
      .filter((sleeper) => sleeper.wakesAt <= end)
      .toSorted((a, b) => a.wakesAt - b.wakesAt)[0];

  return {
    now: () => toInstant(now),
    sleep,
    advance: async (ms) => {
      const end = now + ms;
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        now = next.wakesAt;
        next.wake();
        await settle();
      }
      now = end;
    },
  };
};
