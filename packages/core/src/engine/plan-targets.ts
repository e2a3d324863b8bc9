import { companiesOnTheirWay } from './companies-on-their-way.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { matchInCrm } from './find-candidates.ts';
import { findHidden } from './find-hidden.ts';
import { hiddenFailure } from './hidden-failure.ts';
import { noChoice, planTarget } from './plan-target.ts';
import type { TargetPlan } from './plan-target.ts';
import { signalsFor } from './tie-signals.ts';
import type { WriteTarget } from './write-target.ts';

/** What is to be done in one object of the CRM. */
export interface ObjectPlans {
  readonly object: ObjectWork;
  readonly plans: readonly TargetPlan[];
}

/** Steps 5 to 7 for companies or people: the candidates, the winner and the plan. */
export async function planTargets(
  work: PlanningWork,
  object: ObjectWork,
  known: readonly WriteTarget[],
): Promise<ObjectPlans> {
  const targets = await matchInCrm(work, object, known);
  const groups = targets.map((target) => target.candidates);
  const signals = await signalsFor(work, object, groups);
  const hidden = await findHidden(work, object, targets);
  const onTheirWay = await companiesOnTheirWay(work, targets);
  const plans = targets.map((target): TargetPlan =>
    target.candidates.length === 0 && target.link !== null && hidden.has(target.link.crmId)
      ? { kind: 'parked', target, choice: noChoice, decision: null, failure: hiddenFailure }
      : planTarget(work, object, { target, signals, onTheirWay }),
  );
  return { object, plans };
}
