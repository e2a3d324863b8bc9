import type { PlatformObject } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import { callPlans } from './call-plans.ts';
import { concludeUncalled } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { matchInCrm, refreshCandidates } from './find-candidates.ts';
import { loadTargets } from './load-targets.ts';
import { planTarget } from './plan-target.ts';
import type { TargetPlan } from './plan-target.ts';
import { saveConclusions } from './save-conclusions.ts';
import { signalsFor } from './tie-signals.ts';
import { targetObject } from './write-target.ts';
import type { WriteTarget } from './write-target.ts';

/** Requests planned together: enough for full calls, few enough to stay fresh. */
const sliceMax = 1_000;

type Call = Extract<TargetPlan, { kind: 'call' }>;

const isCall = (plan: TargetPlan): plan is Call => plan.kind === 'call';

const isUncalled = (plan: TargetPlan): plan is Exclude<TargetPlan, Call> => !isCall(plan);

/** A mirror that nothing keeps fresh proves nothing. */
const withoutMirror = (target: WriteTarget): WriteTarget => ({ ...target, candidates: [] });

async function planSlice(
  work: ConnectionWork,
  object: ObjectWork,
  requests: readonly WriteRequest[],
): Promise<TargetPlan[]> {
  const loaded = await loadTargets(work, object, requests);
  const known = work.connection.reading ? loaded : loaded.map(withoutMirror);
  const certain = await refreshCandidates(work, object, known);
  const targets = await matchInCrm(work, object, certain);
  const groups = targets.map((target) => target.candidates);
  const signals = await signalsFor(work, object, groups);
  return targets.map((target) => planTarget(work, object, { target, signals }));
}

/** Steps 4 to 9 for what is due of one kind of record; answers how many requests it dealt with. */
export async function writeSlice(work: ConnectionWork, kind: PlatformObject): Promise<number> {
  const { store, clock } = work.parts;
  const object = targetObject(work, kind);
  if (object === null) return 0;
  const requests = await store.dueRequests({
    connectionId: work.connection.id,
    object: kind,
    now: clock.now(),
    limit: sliceMax,
  });
  if (requests.length === 0) return 0;
  const plans = await planSlice(work, object, requests);
  const calls = plans.filter(isCall);
  const uncalled = plans.filter(isUncalled);
  await saveConclusions(
    work,
    uncalled.map((plan) => concludeUncalled(work, object, plan)),
  );
  // The plans are stored before any call, so that a crash leaves nothing unexplained.
  await store.savePlans(
    work.lease,
    calls.map(({ plan }) => plan),
  );
  work.parts.report({
    event: 'write-plan',
    connectionId: work.connection.id,
    runId: work.run.id,
    object: object.name,
    count: calls.length,
  });
  await callPlans(work, object, calls);
  return requests.length;
}
