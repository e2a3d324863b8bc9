import type { Link, WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { matchInCrm } from './find-candidates.ts';
import { findHidden } from './find-hidden.ts';
import { findTargets } from './find-targets.ts';
import { planTargets } from './plan-targets.ts';
import type { TargetPlan } from './plan-target.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { objectNamed, personObject } from './write-target.ts';
import { waitingInVain } from './waiting-in-vain.ts';
import type { WriteTarget } from './write-target.ts';

/** Who needs a company in the CRM, and the companies of all whose plans hang on that. */
export interface CompanyWish {
  readonly asking: readonly TargetPlan[];
  readonly companyIds: readonly string[];
}

/** Sees to companies; answers their CRM records by then, or `null` where nothing was to be done. */
export type BringCompanies = (wish: CompanyWish) => Promise<ReadonlyMap<string, Link> | null>;

const isKnown = (target: WriteTarget) => target.candidates.length > 0;

const isUnknown = (target: WriteTarget) => !isKnown(target);

const requestsOf = (targets: readonly WriteTarget[]): WriteRequest[] =>
  targets.map(({ request }) => request);

/** A person who begins to wait asks for the company, which nobody else may have asked for. */
const isFirstWait = ({ kind, target }: TargetPlan): boolean =>
  kind === 'wait' && target.request.state === 'pending';

/** Plans people as contacts, whose companies are written before them (R-COMPANY-3). */
async function planContacts(
  work: PlanningWork,
  contact: ObjectWork,
  from: {
    readonly targets: readonly WriteTarget[];
    readonly bringCompanies: BringCompanies;
    readonly asks: (plan: TargetPlan) => boolean;
  },
): Promise<ObjectPlans> {
  const planned = await planTargets(work, contact, from.targets);
  const first = planned.plans.filter(from.asks);
  const asking = [...first, ...(await waitingInVain(work, planned.plans))];
  const companyIds = from.targets.flatMap(({ record }) => record.companyId ?? []);
  const links = await from.bringCompanies({ asking, companyIds });
  if (links === null) return planned;
  const targets = from.targets.map((target) => ({
    ...target,
    companyLink: links.get(target.record.companyId ?? '') ?? null,
  }));
  return planTargets(work, contact, targets);
}

/** Nobody asked for the companies of people who were taken for leads. */
const wasLead = (plan: TargetPlan) => plan.kind === 'call' || isFirstWait(plan);

/** Whoever exists as a contact is written as the contact; anybody else as a lead (R-PERSON-5). */
async function planLeads(
  work: PlanningWork,
  to: {
    readonly contact: ObjectWork;
    readonly lead: ObjectWork;
    readonly bringCompanies: BringCompanies;
  },
  requests: readonly WriteRequest[],
): Promise<ObjectPlans[]> {
  const { contact, lead, bringCompanies } = to;
  const asContacts = await findTargets(work, contact, requests);
  const unknownContacts = asContacts.filter(isUnknown);
  const hidden = await findHidden(work, contact, unknownContacts);
  const isHidden = ({ link }: WriteTarget) => link !== null && hidden.has(link.crmId);
  const others = unknownContacts.filter((target) => !isHidden(target));
  const asLeads = await findTargets(work, lead, requestsOf(others));
  const unknown = new Set(requestsOf(asLeads.filter(isUnknown)));
  // Before a lead is created, the CRM itself says whether the person is a contact.
  const asked = await matchInCrm(
    work,
    contact,
    others.filter(({ request }) => unknown.has(request)),
  );
  const found = asked.filter(isKnown);
  // Who is a contact out of our sight is no lead all the same (R-DUP-1).
  const there = asContacts.filter((target) => isKnown(target) || isHidden(target));
  const targets = [...there, ...found];
  const from = { targets, bringCompanies, asks: wasLead };
  const contacts = await planContacts(work, contact, from);
  const isContact = new Set(requestsOf(found));
  const leads = asLeads.filter(({ request }) => !isContact.has(request));
  return [contacts, await planTargets(work, lead, leads)];
}

/** Plans people as the contacts or leads that they are or are to become (R-PERSON-3). */
export async function planPeople(
  work: PlanningWork,
  requests: readonly WriteRequest[],
  bringCompanies: BringCompanies,
): Promise<ObjectPlans[]> {
  const { connector, connection } = work;
  const contact = objectNamed(work, personObject(connector, 'contactsAndAccounts'));
  const lead = objectNamed(work, personObject(connector, 'leads'));
  if (connection.settings.createAs === 'leads' && contact !== null && lead !== null) {
    return planLeads(work, { contact, lead, bringCompanies }, requests);
  }
  const object = connection.settings.createAs === 'leads' ? lead : contact;
  if (object === null) return [];
  const targets = await findTargets(work, object, requests);
  if (object === contact) {
    const to = { targets, bringCompanies, asks: isFirstWait };
    return [await planContacts(work, contact, to)];
  }
  return [await planTargets(work, object, targets)];
}
