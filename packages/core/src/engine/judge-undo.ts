import { toInstant } from '../contract/index.ts';
import type { Instant } from '../contract/index.ts';
import { planUndo } from '../policy/index.ts';
import type { DoneWrite, UndoDecision } from '../policy/index.ts';
import type { Outcome } from '../ports/index.ts';
import type { ObjectWork, PlanningWork } from './connection-work.ts';
import { guardOf } from './guard-of.ts';
import type { UndoTarget } from './load-undo.ts';
import { lookAtUndo } from './look-at-undo.ts';
import type { LookedUndo } from './look-at-undo.ts';
import type { WrittenObjectWork } from './look-at-undo.ts';
import type { DecidedWrite } from './plan-target.ts';
import { partsOf } from './relevant-fields.ts';
import { waitsForOthers } from './undone-before.ts';

const isDone = (outcome: Outcome): outcome is Outcome & DoneWrite =>
  outcome.status === 'created' || outcome.status === 'updated' || outcome.status === 'removed';

type Skipped = Extract<UndoDecision, { kind: 'skip' }>;
type Called = Exclude<UndoDecision, Skipped>;

/** What is to be done about one target: nothing, something in a moment, or a call. */
export type JudgedUndo = LookedUndo &
  (
    | { readonly kind: 'skip'; readonly decision: Skipped }
    | { readonly kind: 'later'; readonly at: Instant }
    | { readonly kind: 'call'; readonly write: DecidedWrite }
  );

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

const decide = (object: ObjectWork, { target, current, isTouched }: LookedUndo): UndoDecision =>
  planUndo({
    writes: target.outcomes.filter(isDone),
    current,
    description: object.description,
    units: object.remote.units.map((unit) => partsOf(unit, object)),
    keeps: object.remote.write?.update?.keeps ?? [],
    isTouched,
  });

/** Decides by the policy, guards like every update of what a person may have typed. */
function judge(
  work: PlanningWork,
  object: ObjectWork,
  { looked, isEarly }: { readonly looked: LookedUndo; readonly isEarly: boolean },
): JudgedUndo {
  const decision = decide(object, looked);
  // What hangs on it may be what another undo has yet to remove.
  if (decision.kind === 'skip' && decision.reason === 'touched-since' && isEarly) {
    const { quietPeriodMs } = work.connection.settings;
    const at = toInstant(Date.parse(work.parts.clock.now()) + quietPeriodMs);
    return { ...looked, kind: 'later', at };
  }
  if (decision.kind === 'skip') return { ...looked, kind: 'skip', decision };
  const guard = guardOf(work, object, { decision, current: looked.current });
  if (guard.kind === 'soon') return { ...looked, kind: 'later', at: guard.at };
  return { ...looked, kind: 'call', write: toWrite(looked.target, decision, guard.revision) };
}

/** Asks the CRM about the records of some undos of one kind, and decides what is done about each. */
export async function judgeUndos(
  work: PlanningWork,
  object: WrittenObjectWork,
  targets: readonly [UndoTarget, ...UndoTarget[]],
): Promise<JudgedUndo[]> {
  const all = await lookAtUndo(work, object, targets);
  const isEarly =
    all.some((one) => one.isTouched === true) &&
    (await waitsForOthers(work, targets[0].request.object));
  return all.map((looked) => judge(work, object, { looked, isEarly }));
}
