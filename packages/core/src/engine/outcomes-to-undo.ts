import type { Outcome, PageQuery } from '../ports/index.ts';
import type { Answer, EngineParts } from './engine.ts';
import { problem } from './input-problem.ts';
import type { UndoInput } from './undo.ts';

/** Outcomes that one asking is about at most: a fraction of a second's work, and 100 kB to answer. */
export const undoMax = 1_000;

/** What one asking for an undo is about. */
export interface AskedToUndo {
  readonly outcomes: readonly Outcome[];
  /** Cursor to go on from; `null` where nothing is left. */
  readonly next: string | null;
}

async function outcomesNamed({ store }: Pick<EngineParts, 'store'>, ids: readonly string[]) {
  if (ids.length > undoMax) {
    const message = `names ${ids.length} outcomes; one asking may name ${undoMax}`;
    return problem({ field: 'outcomeIds', message, remedy: 'ask for fewer at once' });
  }
  return { ok: true, value: { outcomes: await store.getOutcomes(ids), next: null } } as const;
}

async function outcomesOfRun(
  { store }: Pick<EngineParts, 'store'>,
  runId: string,
  page: PageQuery | null,
): Promise<Answer<AskedToUndo>> {
  if ((await store.getRun(runId)) === null) {
    return problem({ field: 'runId', message: 'no such run', remedy: 'take an id of runs' });
  }
  const filter = { runId, statuses: ['created', 'updated', 'removed'] } as const;
  const query = page ?? { first: undoMax, after: null };
  const { items, hasNext } = await store.listOutcomes({ filter, ...query });
  if (hasNext && page === null) {
    const message = `the run wrote more than ${undoMax} records`;
    const remedy = `undo it in pages: give first, ${undoMax} at most, and after`;
    return problem({ field: 'runId', message, remedy });
  }
  const next = hasNext ? (items.at(-1)?.cursor ?? null) : null;
  return { ok: true, value: { outcomes: items.map(({ item }) => item), next } };
}

/** The outcomes named, or what a run wrote: the page asked for, or all where they are few enough. */
export const outcomesToUndo = (
  parts: Pick<EngineParts, 'store'>,
  input: UndoInput,
  page: PageQuery | null,
): Promise<Answer<AskedToUndo>> =>
  'runId' in input
    ? outcomesOfRun(parts, input.runId, page)
    : outcomesNamed(parts, input.outcomeIds);
