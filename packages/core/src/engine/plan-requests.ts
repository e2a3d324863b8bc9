import type { PlatformObject } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import type { PlanningWork } from './connection-work.ts';
import { findTargets } from './find-targets.ts';
import { planActivities } from './plan-activities.ts';
import { planPeople } from './plan-people.ts';
import type { BringCompanies } from './plan-people.ts';
import { planTargets } from './plan-targets.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { writableObject } from './write-target.ts';

/** Opportunities are the CRM's own: nothing plans a write of one (R-OPP-2). */
export type WrittenObject = Exclude<PlatformObject, 'opportunity'>;

async function planCompanies(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<ObjectPlans[]> {
  const object = writableObject(work, 'company');
  if (object === null) return [];
  return [await planTargets(work, object, await findTargets(work, object, requests))];
}

type Planner = (
  work: PlanningWork,
  requests: readonly WriteRequest[],
  bringCompanies: BringCompanies,
) => Promise<ObjectPlans[]>;

const planners: Readonly<Record<WrittenObject, Planner>> = {
  company: planCompanies,
  person: planPeople,
  emailMessage: planActivities,
  task: planActivities,
};

/**
 * Steps 4 to 7 for requests of one kind of record: what is done about each, and in which object.
 * A request that no object of the account can serve is in none of the answers.
 */
export const planRequests = (
  work: PlanningWork,
  asked: { readonly kind: WrittenObject; readonly requests: readonly WriteRequest[] },
  bringCompanies: BringCompanies,
): Promise<ObjectPlans[]> => planners[asked.kind](work, asked.requests, bringCompanies);
