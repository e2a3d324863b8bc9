import type { ConnectionWork } from './connection-work.ts';
import type { TargetPlan } from './plan-target.ts';

/** Asks for the companies that people wait for (R-COMPANY-3). */
export async function requestCompanies(
  work: ConnectionWork,
  plans: readonly TargetPlan[],
): Promise<void> {
  const { clock, random, store } = work.parts;
  const waiting = plans.filter((plan) => plan.kind === 'wait');
  const companyIds = new Set(waiting.flatMap(({ target }) => target.record.companyId ?? []));
  const now = clock.now();
  const requests = [...companyIds].map((recordId) => ({
    id: random.id(),
    connectionId: work.connection.id,
    object: 'company' as const,
    recordId,
    defaults: {},
    trigger: { play: null, sequence: null },
    dueAt: now,
    createdAt: now,
  }));
  if (requests.length > 0) await store.saveAndRequest([], requests);
}
