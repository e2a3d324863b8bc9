import { bringCompanies } from './bring-companies.ts';
import { callPlans } from './call-plans.ts';
import { concludeUncalled } from './conclusions.ts';
import { concludeUnplaced } from './conclude-unplaced.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import type { WriteRequest } from '../ports/index.ts';
import type { PlannedCall } from './make-call.ts';
import { planRequests } from './plan-requests.ts';
import type { WrittenObject } from './plan-requests.ts';
import type { TargetPlan } from './plan-target.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { saveConclusions } from './save-conclusions.ts';
import { toPlan } from './to-plan.ts';

/** Requests planned together: enough for full calls, few enough to stay fresh. */
const sliceMax = 1_000;

type Call = Extract<TargetPlan, { kind: 'call' }>;

const isCall = (plan: TargetPlan): plan is Call => plan.kind === 'call';

const isUncalled = (plan: TargetPlan): plan is Exclude<TargetPlan, Call> => !isCall(plan);

/** Stores what is decided; the plans before any call, so that a crash leaves nothing unexplained. */
async function savePlans(
  work: ConnectionWork,
  { object, plans }: ObjectPlans,
): Promise<PlannedCall[]> {
  await saveConclusions(
    work,
    plans.filter(isUncalled).map((plan) => concludeUncalled(work, object, plan)),
  );
  const calls = plans
    .filter(isCall)
    .map(({ target, write }): PlannedCall => ({ target, plan: toPlan(work, write) }));
  const stored = calls.map(({ plan }) => plan);
  if (stored.length > 0) await work.parts.store.savePlans(work.lease, stored);
  work.parts.report({
    event: 'write-plan',
    connectionId: work.connection.id,
    runId: work.run.id,
    object: object.name,
    count: calls.length,
  });
  return calls;
}

/** How many requests were dealt with, of what kind of record. */
export interface Slice {
  readonly kind: WrittenObject;
  readonly count: number;
}

/** Steps 4 to 9 for what is due of the first of the kinds of record; `null` where nothing is. */
export async function writeSlice(
  work: ConnectionWork,
  kinds: readonly WrittenObject[],
): Promise<Slice | null> {
  const requests = await work.parts.store.dueRequests({
    connectionId: work.connection.id,
    objects: kinds,
    now: work.parts.clock.now(),
    limit: sliceMax,
  });
  const kind = kinds.find((one) => one === requests[0]?.object);
  if (kind === undefined) return null;
  await writeRequests(work, kind, requests);
  return { kind, count: requests.length };
}

async function writeRequests(
  work: ConnectionWork,
  kind: WrittenObject,
  requests: readonly WriteRequest[],
): Promise<void> {
  const bring = bringCompanies(work, () => writeSlice(work, ['company']));
  const planned = await planRequests(work, { kind, requests }, bring);
  const placed = new Set(planned.flatMap(({ plans }) => plans.map(({ target }) => target.request)));
  const unplaced = requests.filter((request) => !placed.has(request));
  await saveConclusions(
    work,
    unplaced.map((request) => concludeUnplaced(work, request)),
  );
  const stored: { readonly object: ObjectWork; readonly calls: readonly PlannedCall[] }[] = [];
  for (const plans of planned) {
    stored.push({ object: plans.object, calls: await savePlans(work, plans) });
  }
  for (const { object, calls } of stored) await callPlans(work, object, calls);
}
