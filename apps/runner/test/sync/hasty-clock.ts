import { toInstant } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import type { VirtualClock } from '@concord/testkit/simulator';

/** How much faster than the world's time a test lets waiting pass. */
const haste = 50;

/** Real time, shortened; resolves early when the signal aborts. */
const pass = (ms: number, signal?: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const gaveUp = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', gaveUp);
      resolve(true);
    }, ms / haste);
    signal?.addEventListener('abort', gaveUp, { once: true });
  });

/** The CRM's own clock, on which a sleep takes its time but the test does not. */
export const createHastyClock = (crm: VirtualClock): Clock => ({
  now: () => toInstant(crm.now()),
  sleep: async (ms, signal) => {
    const until = crm.now() + ms;
    const slept = await pass(ms, signal);
    if (slept && crm.now() < until) crm.set(until);
  },
});
