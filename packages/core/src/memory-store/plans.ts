import type { Lease, Outcome, Plan, WriteConclusion, WriteStore } from '../ports/index.ts';
import { concludeRequest } from '../ports/index.ts';
import { noteOutcomes } from './changes.ts';
import { requireLease } from './leases.ts';
import { linksByRecord, storeLink } from './links.ts';
import type { MemoryState } from './memory-state.ts';
import { dropRevision, rowsById, rowsByKey } from './mirror.ts';
import { remember } from './remember.ts';
import { openPlanOf, storeRequest } from './requests.ts';
import { storeCounts } from './runs.ts';

const storePlan = (state: MemoryState, plan: Plan): void => {
  state.plans.set(plan.id, remember(plan));
  if (plan.phase !== 'done') state.openPlans.set(plan.requestId, plan.id);
  else if (state.openPlans.get(plan.requestId) === plan.id) state.openPlans.delete(plan.requestId);
};

const replacePlan = (state: MemoryState, plan: Plan): void => {
  const known = openPlanOf(state, plan.requestId);
  if (known !== undefined) state.plans.delete(known.id);
  storePlan(state, { ...plan, phase: 'planned' });
};

/** Whether the conclusion was stored before, so that repeating it changes nothing. */
const isRepeated = (state: MemoryState, conclusion: WriteConclusion): boolean => {
  if (conclusion.plan !== null) return state.plans.get(conclusion.plan.id)?.phase === 'done';
  return state.requests.get(conclusion.request.id)?.state === 'done';
};

/** Of an earlier writing of the same record only what was done stays (R-ERR-1). */
const storeOutcome = (state: MemoryState, outcome: Outcome): void => {
  const { outcomes } = state;
  for (const [id, older] of outcomes) {
    if (id !== outcome.id && isOverBy(older, outcome)) outcomes.delete(id);
  }
  outcomes.set(outcome.id, remember(outcome));
  noteOutcomes(state, [outcome]);
};

const notDone: ReadonlySet<string> = new Set(['skipped', 'failed', 'waiting']);

const isOverBy = (older: Outcome, { connectionId, recordId }: Outcome): boolean =>
  older.direction === 'write' &&
  older.recordId === recordId &&
  older.connectionId === connectionId &&
  notDone.has(older.status);

const storeConclusion = (state: MemoryState, lease: Lease, conclusion: WriteConclusion): void => {
  const plan = state.plans.get(conclusion.plan?.id ?? '');
  const request = state.requests.get(conclusion.request.id);
  if (request === undefined || isRepeated(state, conclusion)) return;
  if (plan !== undefined && conclusion.plan !== null) {
    storePlan(state, { ...plan, phase: conclusion.plan.phase });
  }
  storeRequest(state, concludeRequest(request, conclusion, lease.since));
  const { outcome, link, touched } = conclusion;
  if (outcome !== null) storeOutcome(state, outcome);
  if (link !== null) storeLink(state, link);
  if (touched !== null) dropRevision(state, { ...touched, connectionId: request.connectionId });
};

const loadWriteContext =
  (state: MemoryState): WriteStore['loadWriteContext'] =>
  async ({ connectionId, recordIds, keys }) => {
    const links = linksByRecord(state, recordIds).filter(
      (link) => link.connectionId === connectionId,
    );
    const linked = links.flatMap((link) => rowsById(state, link, [link.crmId]));
    const rows = [...new Set([...rowsByKey(state, connectionId, keys), ...linked])];
    return { links, rows };
  };

const byAge = (a: Plan, b: Plan): number =>
  `${a.plannedAt} ${a.id}` < `${b.plannedAt} ${b.id}` ? -1 : 1;

/** Plans, from before the call to their conclusion. */
export const createPlans = (
  state: MemoryState,
): Pick<WriteStore, 'loadWriteContext' | 'openPlans' | 'savePlans' | 'markSent' | 'conclude'> => ({
  loadWriteContext: loadWriteContext(state),
  openPlans: async (connectionId) =>
    [...state.openPlans.values()]
      .map((id) => state.plans.get(id))
      .filter((plan) => plan !== undefined)
      .filter((plan) => plan.connectionId === connectionId)
      .toSorted(byAge),
  savePlans: async (lease, plans) => {
    requireLease(state, lease);
    for (const plan of plans) replacePlan(state, plan);
  },
  markSent: async (lease, planIds, at) => {
    requireLease(state, lease);
    for (const id of planIds) {
      const plan = state.plans.get(id);
      const isOpen = plan !== undefined && plan.phase !== 'done';
      if (isOpen) storePlan(state, { ...plan, phase: 'sent', sentAt: at });
    }
  },
  conclude: async (lease, conclusions, run) => {
    requireLease(state, lease);
    for (const conclusion of conclusions) storeConclusion(state, lease, conclusion);
    storeCounts(state, run);
  },
});
