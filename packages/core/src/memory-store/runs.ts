import type { PageEffects, Run, RunStore } from '../ports/index.ts';
import { ascending, descending, listPage } from './list-page.ts';
import type { PlacedItem } from './list-page.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

const placed = (run: Run): PlacedItem<Run> => ({ cursor: `${run.queuedAt} ${run.id}`, item: run });

/** Stores the counts named, of a run that exists; other objects keep theirs. */
export const storeCounts = ({ runs }: MemoryState, { id, counts }: PageEffects['run']): void => {
  const run = runs.get(id);
  if (run !== undefined) runs.set(id, remember({ ...run, counts: { ...run.counts, ...counts } }));
};

/** Runs, listed by when they were queued. */
export const createRuns = ({ runs }: MemoryState): RunStore => ({
  saveRun: async (run) => {
    runs.set(run.id, remember(run));
  },
  getRun: async (id) => runs.get(id) ?? null,
  listRuns: async (query) => {
    const wanted = [...runs.values()].filter(
      (run) =>
        run.connectionId === (query.connectionId ?? run.connectionId) &&
        run.kind === (query.kind ?? run.kind),
    );
    return listPage(wanted.map(placed), query, descending);
  },
  nextQueuedRun: async (connectionId, kind) => {
    const queued = [...runs.values()].filter(
      (run) => run.connectionId === connectionId && run.kind === kind && run.state === 'queued',
    );
    return queued.map(placed).toSorted(ascending)[0]?.item ?? null;
  },
});
