import type { Link, Outcome, Plan, WriteConclusion } from '../ports/index.ts';

/** The id of what a request's undo came to in one CRM record, beside that of its write. */
export const undoOutcomeId = (
  requestId: string,
  { crmObject, crmId }: Pick<Outcome, 'crmObject' | 'crmId'>,
): string => [requestId, 'undo', crmObject, crmId].join(':');

const isSettled = (outcome: Outcome | null): boolean =>
  outcome !== null && outcome.status !== 'waiting';

/**
 * The conclusion of a plan, told as that of an undo where it is one: the outcomes that it settles
 * need no undoing any more, and the record's link stays where it leads.
 */
export function asUndo(
  { undoes, crmObject, crmId }: Plan,
  conclusion: WriteConclusion,
  known: Link | null = null,
): WriteConclusion {
  if (undoes === undefined) return conclusion;
  const { outcome, link } = conclusion;
  const told = outcome && {
    ...outcome,
    id: undoOutcomeId(outcome.id, { crmObject, crmId }),
    undoes,
  };
  return {
    ...conclusion,
    outcome: told,
    link: link !== null && known?.crmId === link.crmId ? link : null,
    ...(isSettled(outcome) ? { undone: undoes } : {}),
  };
}
