import type { Clock, Run, Store } from '@concord/core/ports';
import type { ChangeFeed, Follower } from './live/change-feed.ts';
import type { ShareLoads } from './live/share-loads.ts';

interface Follow extends Pick<Follower, 'signal'> {
  readonly connectionId: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly feed: ChangeFeed;
  readonly share: ShareLoads;
  /** Told of a look that failed while following goes on. */
  readonly onMiss: (error: unknown) => void;
}

const pauseMs = 500;
/** Looks that may fail one after the other before following fails. */
const missMax = 5;

/**
 * The connection's newest run, again whenever it changed, until it ends; nothing where there was
 * never a run. A store that fails for a moment does not end it.
 */
export async function* followRun(follow: Follow): AsyncGenerator<Run, void, undefined> {
  const { store, signal, connectionId } = follow;
  const place = await store.lastChange();
  const newest = await store.listRuns({ connectionId, first: 1, after: null });
  const run = newest.items[0]?.item;
  if (run === undefined || signal.aborted) return;
  yield run;
  if (run.endedAt === null) yield* followChanges(run, place, follow);
}

async function* followChanges(first: Run, from: string, follow: Follow) {
  let shown = JSON.stringify(first);
  // Whoever subscribes again is shown the run as it then is, from wherever.
  const follower = { signal: follow.signal, told: () => {} };
  for await (const { change, place } of follow.feed.follow(from, follower)) {
    if (change !== null && !change.ids.includes(first.id)) continue;
    const load = () => lookAgain(first.id, follow);
    const run = await follow.share(`run ${first.id} ${place}`, load);
    if (run === null || follow.signal.aborted) return;
    const seen = JSON.stringify(run);
    if (seen !== shown) yield run;
    shown = seen;
    if (run.endedAt !== null) return;
  }
}

const lookAgain = async (id: string, follow: Follow): Promise<Run | null> => {
  for (let misses = 1; ; misses += 1) {
    try {
      return await follow.store.getRun(id);
    } catch (error) {
      if (misses === missMax || follow.signal.aborted) throw error;
      follow.onMiss(error);
      await follow.clock.sleep(pauseMs, follow.signal);
    }
  }
};
