import type { NewWriteRequest, Outcome } from '../ports/index.ts';
import { undoOutcomeId } from './as-undo.ts';
import type { Answer, EngineParts } from './engine.ts';
import { problem } from './input-problem.ts';
import { whyNotUndone } from './why-not-undone.ts';

/** What is to be undone: single outcomes, or all that one run wrote. */
export type UndoInput = { readonly outcomeIds: readonly string[] } | { readonly runId: string };

/** An outcome that there is nothing to undo of, and why. */
export interface NotUndone {
  readonly outcomeId: string;
  readonly reason: string;
  /** The outcome that undid it or removed its record, or that will tell of it; `null` where none does. */
  readonly undoneBy: string | null;
}

/** What was asked to be undone; it follows by itself, and tells in outcomes what became of it. */
export interface UndoReceipt {
  /** Ids that the outcomes of the undo will have. */
  readonly outcomeIds: readonly string[];
  readonly notUndone: readonly NotUndone[];
}

/** Outcomes that are asked for at once. */
const pageSize = 500;

async function* outcomesOf({ store }: EngineParts, input: UndoInput): AsyncGenerator<Outcome[]> {
  if ('outcomeIds' in input) {
    yield await store.getOutcomes(input.outcomeIds);
    return;
  }
  const filter = { runId: input.runId };
  for (let after: string | null = null; ;) {
    const page = await store.listOutcomes({ filter, first: pageSize, after });
    yield page.items.map(({ item }) => item);
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext || after === null) return;
  }
}

/** Whether what an undo wrote is itself asked to be undone. */
const askedIn = (input: UndoInput): ((undo: Outcome) => boolean) => {
  if ('runId' in input) return ({ runId }) => runId === input.runId;
  const ids = new Set(input.outcomeIds);
  return ({ id }) => ids.has(id);
};

/** One asking for each record that the outcomes are of. */
function toRequests(parts: EngineParts, outcomes: readonly Outcome[]): NewWriteRequest[] {
  const now = parts.clock.now();
  const groups = Map.groupBy(outcomes, (one) => JSON.stringify([one.connectionId, one.recordId]));
  return [...groups.values()].flatMap((group): NewWriteRequest[] => {
    const [first] = group;
    if (first === undefined || first.recordId === null) return [];
    const { connectionId, object, recordId } = first;
    const trigger = { play: null, sequence: null };
    const undoes = group.map(({ id }) => id);
    const asked = { connectionId, object, recordId, undoes, defaults: {}, trigger };
    return [{ ...asked, id: parts.random.id(), dueAt: now, createdAt: now }];
  });
}

/** Of a run only what it did is asked about. */
const isOfRun = ({ direction, status }: Outcome): boolean =>
  direction === 'write' && ['created', 'updated', 'removed'].includes(status);

/** Every outcome asked for that is not there. */
const missing = (input: UndoInput, found: readonly Outcome[]): NotUndone[] => {
  if (!('outcomeIds' in input)) return [];
  const known = new Set(found.map(({ id }) => id));
  return input.outcomeIds
    .filter((id) => !known.has(id))
    .map((outcomeId) => ({ outcomeId, reason: 'There is no such outcome.', undoneBy: null }));
};

/** Asks for the undoing of one page of outcomes; answers the ids of what will be told of it. */
async function ask(parts: EngineParts, outcomes: readonly Outcome[]): Promise<readonly string[]> {
  const requests = toRequests(parts, outcomes);
  if (requests.length === 0) return [];
  const ids = await parts.store.saveAndRequest([], requests);
  if (ids === 'conflict') throw new Error('no record was saved, so none can conflict');
  const connections = new Set(requests.map(({ connectionId }) => connectionId));
  for (const connectionId of connections) await parts.queue.ring({ work: 'write', connectionId });
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return requests.flatMap(({ undoes = [] }, at) =>
    undoes.flatMap((id) => {
      const [outcome, requestId] = [byId.get(id), ids[at]];
      return outcome && requestId !== undefined ? [undoOutcomeId(requestId, outcome)] : [];
    }),
  );
}

/**
 * Asks for outcomes, or a whole run, to be undone. What is asked before it for the same records and
 * not yet written is given up, so that nothing is filled again unless somebody asks anew.
 */
export async function undo(parts: EngineParts, input: UndoInput): Promise<Answer<UndoReceipt>> {
  if ('runId' in input && (await parts.store.getRun(input.runId)) === null) {
    return problem({ field: 'runId', message: 'no such run', remedy: 'take an id of runs' });
  }
  const outcomeIds = new Set<string>();
  const notUndone: NotUndone[] = [];
  for await (const outcomes of outcomesOf(parts, input)) {
    const refused = await whyNotUndone(parts, outcomes, askedIn(input));
    const undoable = outcomes.filter(({ id }) => !refused.has(id));
    for (const id of await ask(parts, undoable)) outcomeIds.add(id);
    const told = outcomes.filter((outcome) => 'outcomeIds' in input || isOfRun(outcome));
    notUndone.push(...told.flatMap(({ id }) => refused.get(id) ?? []), ...missing(input, outcomes));
  }
  return { ok: true, value: { outcomeIds: [...outcomeIds], notUndone } };
}
