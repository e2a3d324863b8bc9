import type { PageEffects, Run, RunStore } from '../ports/index.ts';
import { noteRun } from './changes.ts';
import { ascending, descending, listPage } from './list-page.ts';
import type { PlacedItem } from './list-page.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';
import { workAhead } from './work-ahead.ts';

const placed = (run: Run): PlacedItem<Run> => ({ cursor: `${run.queuedAt} ${run.id}`, item: run });

/** Stores the counts named, of a run that exists; other objects keep theirs. */
export const storeCounts = (state: MemoryState, { id, counts }: PageEffects['run']): void => {
  const run = state.runs.get(id);
  if (run === undefined) return;
  storeRun(state, { ...run, counts: { ...run.counts, ...counts } });
};

const storeRun = (state: MemoryState, run: Run): void => {
  state.runs.set(run.id, remember(run));
  noteRun(state, run);
};

/** Runs, listed by when they were queued. */
export const createRuns = (state: MemoryState): RunStore => ({
  saveRun: async (run) => storeRun(state, run),
  getRun: async (id) => state.runs.get(id) ?? null,
  listRuns: async (query) => {
    const wanted = [...state.runs.values()].filter(
      (run) =>
        run.connectionId === (query.connectionId ?? run.connectionId) &&
        run.kind === (query.kind ?? run.kind),
    );
    return listPage(wanted.map(placed), query, descending);
  },
  nextQueuedRun: async (connectionId, kind) => {
    const queued = [...state.runs.values()].filter(
      (run) => run.connectionId === connectionId && run.kind === kind && run.state === 'queued',
    );
    return queued.map(placed).toSorted(ascending)[0]?.item ?? null;
  },
  workAhead: workAhead(state),
});
