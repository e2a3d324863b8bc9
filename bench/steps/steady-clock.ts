import { setTimeout as wait } from 'node:timers/promises';
import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';

/** The machine's own time. */
export const steadyClock: Clock = {
  now: () => toInstant(Date.now()),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};
