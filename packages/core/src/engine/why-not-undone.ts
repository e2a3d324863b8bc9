import type { Outcome } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';
import type { NotUndone } from './undo.ts';
import { undoneSince } from './undone-since.ts';
import { undosUnderWay } from './undos-under-way.ts';

/** Why there never is anything to undo of an outcome; `null` when there is. */
function whyNever({ direction, status, recordId }: Outcome): string | null {
  if (direction === 'read' || recordId === null) return 'It was read, not written.';
  if (status === 'removed') return 'What was removed is not made again.';
  return status === 'created' || status === 'updated' ? null : 'It wrote nothing.';
}

const isOf = (outcome: Outcome, undo: Outcome): boolean =>
  undo.undoes?.includes(outcome.id) === true;

/** Which of the outcomes cannot be undone, by id: those that are undone already among them. */
export async function whyNotUndone(
  parts: Pick<EngineParts, 'store'>,
  outcomes: readonly Outcome[],
  isAsked: (undo: Outcome) => boolean,
): Promise<ReadonlyMap<string, NotUndone>> {
  const written = outcomes.filter((outcome) => whyNever(outcome) === null);
  const since = await undoneSince(parts.store, written, isAsked);
  const underWay = await undosUnderWay(parts, written);
  const refuse = (outcome: Outcome): NotUndone | null => {
    const { id: outcomeId } = outcome;
    const never = whyNever(outcome);
    if (never !== null) return { outcomeId, reason: never, undoneBy: null };
    const undoneBy = underWay.get(outcomeId) ?? null;
    if (undoneBy !== null) return { outcomeId, reason: 'It is being undone already.', undoneBy };
    const by = since.get(outcomeId);
    if (by === undefined) return null;
    const reason = isOf(outcome, by) ? 'It is undone already.' : 'We removed its record since.';
    return { outcomeId, reason, undoneBy: by.id };
  };
  return new Map(
    outcomes.flatMap((one) => {
      const refused = refuse(one);
      return refused === null ? [] : [[one.id, refused] as const];
    }),
  );
}
