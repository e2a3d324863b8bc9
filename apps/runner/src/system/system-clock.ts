import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => toInstant(Date.now()),
  // Without the platform's own promise: it makes an error of every wait that ends early.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};
