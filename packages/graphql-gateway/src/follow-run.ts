import type { Clock, Run, Store } from '@concord/core/ports';

interface Follow {
  readonly connectionId: string;
  readonly store: Store;
  readonly clock: Clock;
  /** Ends the following at once, without an error. */
  readonly signal: AbortSignal;
  /** Told of a look that failed while following goes on. */
  readonly onMiss: (error: unknown) => void;
}

const pollMs = 500;
/** Looks that may fail one after the other before following fails. */
const missMax = 5;

/**
 * The connection's newest run, again whenever it changed, until it ends; nothing where there was
 * never a run. A store that fails for a moment does not end it.
 */
export async function* followRun(follow: Follow): AsyncGenerator<Run, void, undefined> {
  const { store, clock, signal, connectionId } = follow;
  const newest = await store.listRuns({ connectionId, first: 1, after: null });
  let run = newest.items[0]?.item ?? null;
  let shown = '';
  while (run !== null && !signal.aborted) {
    const seen = JSON.stringify(run);
    if (seen !== shown) yield run;
    shown = seen;
    if (run.endedAt !== null) return;
    await clock.sleep(pollMs, signal);
    run = signal.aborted ? null : await lookAgain(run.id, follow);
  }
}

const lookAgain = async (id: string, follow: Follow): Promise<Run | null> => {
  for (let misses = 1; ; misses += 1) {
    try {
      return await follow.store.getRun(id);
    } catch (error) {
      if (misses === missMax || follow.signal.aborted) throw error;
      follow.onMiss(error);
      await follow.clock.sleep(pollMs, follow.signal);
    }
  }
};
