import type { Outcome, WriteConclusion, WriteRequest } from '../ports/index.ts';
import { undoOutcomeId } from './as-undo.ts';
import { blankOutcome, requestOf } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { UndoTarget } from './load-undo.ts';

const idsOf = ({ outcomes }: UndoTarget): string[] => outcomes.map(({ id }) => id);

/** Settles outcomes without a call. */
export function settleUndo(
  work: ConnectionWork,
  target: UndoTarget,
  why: Partial<Pick<Outcome, 'status' | 'reason' | 'failure' | 'verdicts'>>,
): WriteConclusion {
  const { request, outcomes } = target;
  const [{ object, crmObject, recordId, crmId }] = outcomes;
  const id = undoOutcomeId(request.id, outcomes[0]);
  const dueAt = work.parts.clock.now();
  return {
    plan: null,
    request: requestOf(request, { state: 'done', waitingFor: null, dueAt, attempt: 0 }),
    outcome: {
      ...blankOutcome(work, { id, object, crmObject, recordId, status: 'skipped' }),
      crmId,
      undoes: idsOf(target),
      ...why,
    },
    link: null,
    touched: null,
    undone: idsOf(target),
  };
}

/** Settles what is not to be found any more. */
export const settleForgotten = (work: ConnectionWork, request: WriteRequest): WriteConclusion => ({
  plan: null,
  request: requestOf(request, {
    state: 'done',
    waitingFor: null,
    dueAt: work.parts.clock.now(),
    attempt: 0,
  }),
  outcome: null,
  link: null,
  touched: null,
  undone: request.undoes,
});
