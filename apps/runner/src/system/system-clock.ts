import { setTimeout as wait } from 'node:timers/promises';
import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => toInstant(Date.now()),
  // An aborted wait ends early; it is not an error.
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};
