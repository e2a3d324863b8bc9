import type { NewWriteRequest, Outcome, PageQuery } from '../ports/index.ts';
import { undoOutcomeId } from './as-undo.ts';
import type { Answer, EngineParts } from './engine.ts';
import { outcomesToUndo } from './outcomes-to-undo.ts';
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
  /** Cursor from which the run is to be undone further; `null` when all of it is asked for. */
  readonly next: string | null;
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

/** Every outcome asked for that is not there. */
const missing = (input: UndoInput, found: readonly Outcome[]): NotUndone[] => {
  if (!('outcomeIds' in input)) return [];
  const known = new Set(found.map(({ id }) => id));
  return input.outcomeIds
    .filter((id) => !known.has(id))
    .map((outcomeId) => ({ outcomeId, reason: 'There is no such outcome.', undoneBy: null }));
};

/** Asks for the undoing of outcomes; answers the ids of what will be told of it. */
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
 * Asks for outcomes, or what a run wrote, to be undone: with `page` that part of a long run. What is asked before it for the same records and
 * not yet written is given up, so that nothing is filled again unless somebody asks anew.
 */
export async function undo(
  parts: EngineParts,
  input: UndoInput,
  page: PageQuery | null = null,
): Promise<Answer<UndoReceipt>> {
  const asked = await outcomesToUndo(parts, input, page);
  if (!asked.ok) return asked;
  const { outcomes, next } = asked.value;
  const refused = await whyNotUndone(parts, outcomes, askedIn(input));
  const undoable = outcomes.filter(({ id }) => !refused.has(id));
  const outcomeIds = [...new Set(await ask(parts, undoable))];
  const notUndone = [...refused.values(), ...missing(input, outcomes)];
  return { ok: true, value: { outcomeIds, notUndone, next } };
}
