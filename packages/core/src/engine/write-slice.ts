import type { PlatformObject } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import { callPlans } from './call-plans.ts';
import { concludeUncalled } from './conclusions.ts';
import { concludeUnplaced } from './conclude-unplaced.ts';
import type { ConnectionWork } from './connection-work.ts';
import { findTargets } from './find-targets.ts';
import { planActivities } from './plan-activities.ts';
import { planPeople } from './plan-people.ts';
import type { TargetPlan } from './plan-target.ts';
import { planTargets } from './plan-targets.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { saveConclusions } from './save-conclusions.ts';
import { writableObject } from './write-target.ts';

/** Requests planned together: enough for full calls, few enough to stay fresh. */
const sliceMax = 1_000;

type Call = Extract<TargetPlan, { kind: 'call' }>;

const isCall = (plan: TargetPlan): plan is Call => plan.kind === 'call';

const isUncalled = (plan: TargetPlan): plan is Exclude<TargetPlan, Call> => !isCall(plan);

async function planCompanies(
  work: ConnectionWork,
  requests: readonly WriteRequest[],
): Promise<ObjectPlans[]> {
  const object = writableObject(work, 'company');
  if (object === null) return [];
  return [await planTargets(work, object, await findTargets(work, object, requests))];
}

/** Opportunities are the CRM's own: nothing plans a write of one (R-OPP-2). */
export type WrittenObject = Exclude<PlatformObject, 'opportunity'>;

const planners: Readonly<
  Record<
    WrittenObject,
    (work: ConnectionWork, requests: readonly WriteRequest[]) => Promise<ObjectPlans[]>
  >
> = {
  company: planCompanies,
  person: (work, requests) => planPeople(work, requests, () => writeSlice(work, 'company')),
  emailMessage: planActivities,
  task: planActivities,
};

/** Stores what is decided; the plans before any call, so that a crash leaves nothing unexplained. */
async function savePlans(work: ConnectionWork, { object, plans }: ObjectPlans): Promise<void> {
  await saveConclusions(
    work,
    plans.filter(isUncalled).map((plan) => concludeUncalled(work, object, plan)),
  );
  const calls = plans.filter(isCall);
  await work.parts.store.savePlans(
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
}

/** Steps 4 to 9 for what is due of one kind of record; answers how many requests it dealt with. */
export async function writeSlice(work: ConnectionWork, kind: WrittenObject): Promise<number> {
  const { store, clock } = work.parts;
  const requests = await store.dueRequests({
    connectionId: work.connection.id,
    object: kind,
    now: clock.now(),
    limit: sliceMax,
  });
  if (requests.length === 0) return 0;
  const planned = await planners[kind](work, requests);
  const placed = new Set(planned.flatMap(({ plans }) => plans.map(({ target }) => target.request)));
  const unplaced = requests.filter((request) => !placed.has(request));
  await saveConclusions(
    work,
    unplaced.map((request) => concludeUnplaced(work, request)),
  );
  for (const plans of planned) await savePlans(work, plans);
  for (const { object, plans } of planned) await callPlans(work, object, plans.filter(isCall));
  return requests.length;
}
