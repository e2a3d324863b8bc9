import { toRemoteId } from '../contract/index.ts';
import type { RemoteId } from '../contract/index.ts';
import type { Link } from '../ports/index.ts';
import { companyLinks } from './company-links.ts';
import type { PlanningWork } from './connection-work.ts';
import type { BringCompanies } from './plan-people.ts';
import { planRequests } from './plan-requests.ts';
import type { TargetPlan } from './plan-target.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { requestsFor } from './requests-for.ts';

/** Stands for the id of a company that the write would create before its people. */
const toBeCreated = toRemoteId('(the company that is created first)');

/** The record that the company would have by then; `null` when its own write would not come to one. */
function crmIdOf(plan: TargetPlan): RemoteId | null {
  if (plan.choice.winner !== null) return plan.choice.winner.id;
  return plan.kind === 'call' ? toBeCreated : null;
}

const toLinks = ({ object, plans }: ObjectPlans, connectionId: string): [string, Link][] =>
  plans.flatMap((plan): [string, Link][] => {
    const crmId = crmIdOf(plan);
    const recordId = plan.target.record.id;
    const of = { connectionId, crmObject: object.name, recordId, createdByUs: false };
    return crmId === null ? [] : [[recordId, { ...of, crmId }]];
  });

/**
 * Plans companies as the write would see to them, and writes nothing: people are planned as if it
 * had. What was planned is added to `planned`.
 */
export const previewCompanies =
  (work: PlanningWork, planned: ObjectPlans[]): BringCompanies =>
  async ({ asking, companyIds }) => {
    const ids = [...new Set(asking.flatMap(({ target }) => target.record.companyId ?? []))];
    if (ids.length === 0) return null;
    const requests = await requestsFor(
      work.parts,
      work.connection.id,
      await work.parts.store.getRecords(ids),
    );
    const plans = await planRequests(work, { kind: 'company', requests }, async () => null);
    planned.push(...plans);
    const links = await companyLinks(work, companyIds);
    return new Map([...links, ...plans.flatMap((one) => toLinks(one, work.connection.id))]);
  };
