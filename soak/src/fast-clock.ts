import { setTimeout as wait } from 'node:timers/promises';
import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';

/** A time that all processes share, and how much faster than the machine's it runs. */
export interface SharedTime {
  /** Where both times agree, in milliseconds since 1970. */
  readonly originMs: number;
  readonly pace: number;
}

/** Milliseconds since 1970 of the shared time. */
export const nowOf = ({ originMs, pace }: SharedTime): number =>
  Math.floor(originMs + (Date.now() - originMs) * pace);

/** The shared time as the runner's clock. */
export const createFastClock = (time: SharedTime): Clock => ({
  now: () => toInstant(nowOf(time)),
  sleep: (ms, signal) =>
    wait(Math.ceil(ms / time.pace), undefined, signal ? { signal } : {}).catch(() => undefined),
});
