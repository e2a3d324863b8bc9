import type { Clock } from '@concord/core/ports';

/** How long the work behind one answer may take, and the question of one page of an export. */
export const limitMs = 10_000;

/** What ends work early: time, or its caller. */
export type Ended = 'late' | 'left';

/** Who waits for an answer. */
export interface Waiting {
  readonly clock: Clock;
  /** Aborts when the caller has left. */
  readonly left: AbortSignal;
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Answers in time what `work` does; its signal aborts once nobody waits for it any more. */
export const withinTime = async <T>(
  { clock, left }: Waiting,
  work: (wanted: AbortSignal) => Promise<T>,
): Promise<T | Ended> => {
  const done = new AbortController();
  const late = clock.sleep(limitMs, done.signal).then(() => 'late' as const);
  const gone = whenAborted(AbortSignal.any([left, done.signal])).then(() => 'left' as const);
  try {
    return await Promise.race([work(AbortSignal.any([left, done.signal])), late, gone]);
  } finally {
    done.abort();
  }
};
