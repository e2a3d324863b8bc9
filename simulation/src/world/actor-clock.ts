import type { Clock } from '@concord/core/ports';
import { tellTime } from './tell-time.ts';
import type { Actor, Timeline } from './timeline.ts';

/** The clock of one process, which may go wrong by a constant; its sleeps end with the process. */
export function createActorClock(timeline: Timeline, actor: Actor, skewMs: number): Clock {
  return {
    now: tellTime(() => timeline.now() + skewMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (ms <= 0 || signal?.aborted) return resolve();
        const wake = () => {
          signal?.removeEventListener('abort', abort);
          // A process that does not run notices nothing.
          if (actor.pausedUntil > timeline.now()) timeline.at(actor.pausedUntil, resolve);
          else if (actor.alive) resolve();
        };
        const cancel = timeline.at(timeline.now() + ms, wake);
        const abort = () => {
          cancel();
          resolve();
        };
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}
