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

/** Made once: an error of its own for each answer would cost as much as a small question. */
const unwanted = new Error('nobody waits for the answer any more');

/** Answers in time what `work` does; its signal aborts once nobody waits for it any more. */
export const withinTime = async <T>(
  { clock, left }: Waiting,
  work: (wanted: AbortSignal) => Promise<T>,
): Promise<T | Ended> => {
  // One signal of its own, followed by hand: one made of others is asked after them at every look.
  const done = new AbortController();
  const gone = Promise.withResolvers<'left'>();
  const leave = (): void => {
    gone.resolve('left');
    done.abort(unwanted);
  };
  left.addEventListener('abort', leave, { once: true });
  if (left.aborted) leave();
  const late = clock.sleep(limitMs, done.signal).then(() => 'late' as const);
  try {
    return await Promise.race([gone.promise, work(done.signal), late]);
  } finally {
    left.removeEventListener('abort', leave);
    done.abort(unwanted);
  }
};
