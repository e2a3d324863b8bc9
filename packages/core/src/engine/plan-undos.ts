import { toInstant } from '../contract/index.ts';
import type { Instant } from '../contract/index.ts';
import { planUndo } from '../policy/index.ts';
import type { DoneWrite, UndoDecision } from '../policy/index.ts';
import type { Outcome, WriteConclusion } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { requestOf } from './conclusions.ts';
import { guardOf } from './guard-of.ts';
import type { UndoTarget } from './load-undo.ts';
import type { LookedUndo } from './look-at-undo.ts';
import type { PlannedCall } from './make-call.ts';
import type { DecidedWrite } from './plan-target.ts';
import { partsOf } from './relevant-fields.ts';
import { settleUndo } from './settle-undo.ts';
import { toPlan } from './to-plan.ts';

const isDone = (outcome: Outcome): outcome is Outcome & DoneWrite =>
  outcome.status === 'created' || outcome.status === 'updated' || outcome.status === 'removed';

type Called = Exclude<UndoDecision, { kind: 'skip' }>;

function toWrite(
  { request, outcomes, crmId }: UndoTarget,
  decision: Called,
  revision: string | null,
): DecidedWrite {
  const [{ object, crmObject }] = outcomes;
  const update = decision.kind === 'update';
  return {
    requestId: request.id,
    connectionId: request.connectionId,
    object,
    crmObject,
    recordId: request.recordId,
    operation: decision.kind,
    crmId,
    uniqueKey: null,
    fields: update ? decision.fields : {},
    links: [],
    before: decision.before,
    revision,
    verdicts: update ? decision.verdicts : [],
    losers: [],
    attempt: request.attempt,
    seq: request.seq,
    undoes: outcomes.map(({ id }) => id),
  };
}

/** What is done about one target: settled without a call, or called. */
export type UndoPlan =
  | { readonly kind: 'settled'; readonly conclusion: WriteConclusion }
  | { readonly kind: 'call'; readonly call: PlannedCall };

const decide = (object: ObjectWork, { target, current, isTouched }: LookedUndo): UndoDecision =>
  planUndo({
    writes: target.outcomes.filter(isDone),
    current,
    description: object.description,
    units: object.remote.units.map((unit) => partsOf(unit, object)),
    keeps: object.remote.write?.update?.keeps ?? [],
    isTouched,
  });

/** Looks at it again later. */
function putOff({ request }: UndoTarget, dueAt: Instant): UndoPlan {
  const { attempt } = request;
  const again = requestOf(request, { state: 'pending', waitingFor: null, dueAt, attempt });
  const conclusion = { plan: null, request: again, outcome: null, link: null, touched: null };
  return { kind: 'settled', conclusion };
}

/** Decides by the policy, guards like every update of what a person may have typed. */
export function planOneUndo(
  work: ConnectionWork,
  object: ObjectWork,
  looked: LookedUndo & { readonly isEarly: boolean },
): UndoPlan {
  const { target, current } = looked;
  const decision = decide(object, looked);
  // What hangs on it may be what another undo has yet to remove.
  if (decision.kind === 'skip' && decision.reason === 'touched-since' && looked.isEarly) {
    const { quietPeriodMs } = work.connection.settings;
    return putOff(target, toInstant(Date.parse(work.parts.clock.now()) + quietPeriodMs));
  }
  if (decision.kind === 'skip') {
    const { reason, verdicts } = decision;
    return { kind: 'settled', conclusion: settleUndo(work, target, { reason, verdicts }) };
  }
  const guard = guardOf(work, object, { decision, current });
  if (guard.kind === 'soon') return putOff(target, guard.at);
  const plan = toPlan(work, toWrite(target, decision, guard.revision));
  return { kind: 'call', call: { plan, target } };
}
