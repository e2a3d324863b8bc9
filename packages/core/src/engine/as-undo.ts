import type { Link, Outcome, Plan, WriteConclusion } from '../ports/index.ts';

/** The id of what became of a request's undo, beside that of its write. */
export const undoOutcomeId = (requestId: string): string => `${requestId}:undo`;

const isSettled = (outcome: Outcome | null): boolean =>
  outcome !== null && outcome.status !== 'waiting';

/**
 * The conclusion of a plan, told as that of an undo where it is one: the outcomes that it settles
 * need no undoing any more, and the record's link stays where it leads.
 */
export function asUndo(
  { undoes }: Plan,
  conclusion: WriteConclusion,
  known: Link | null = null,
): WriteConclusion {
  if (undoes === undefined) return conclusion;
  const { outcome, link } = conclusion;
  return {
    ...conclusion,
    outcome: outcome && { ...outcome, id: undoOutcomeId(outcome.id), undoes },
    link: link !== null && known?.crmId === link.crmId ? link : null,
    ...(isSettled(outcome) ? { undone: undoes } : {}),
  };
}
