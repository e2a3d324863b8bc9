import type { WriteRequest } from '../ports/index.ts';
import type { PlanningWork } from './connection-work.ts';
import { planRequests } from './plan-requests.ts';
import type { WrittenObject } from './plan-requests.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { previewCompanies } from './preview-companies.ts';

/** What would be done about some requests, and about the companies that come before them. */
export interface Preview {
  readonly plans: readonly ObjectPlans[];
  readonly companies: readonly ObjectPlans[];
}

/** Goes the way of a write up to its plans, and stops there: nothing is stored, nothing called. */
export async function previewWrites(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<Preview> {
  const plans: ObjectPlans[] = [];
  const companies: ObjectPlans[] = [];
  const bring = previewCompanies(work, companies);
  for (const kind of ['company', 'person', 'emailMessage', 'task'] as const) {
    const own = requests.filter(({ object }) => object === (kind satisfies WrittenObject));
    if (own.length > 0) plans.push(...(await planRequests(work, { kind, requests: own }, bring)));
  }
  return { plans, companies };
}
