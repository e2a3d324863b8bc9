import type { NewWriteRequest, WriteRequest } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { matchInCrm } from './find-candidates.ts';
import { findHidden } from './find-hidden.ts';
import { findTargets } from './find-targets.ts';
import { planTargets } from './plan-targets.ts';
import type { TargetPlan } from './plan-target.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { createWriteIndex } from './write-index.ts';
import { objectNamed, personObject } from './write-target.ts';
import type { WriteTarget } from './write-target.ts';

/** Writes the companies that are due. */
type WriteCompanies = () => Promise<unknown>;

const isKnown = (target: WriteTarget) => target.candidates.length > 0;

const isUnknown = (target: WriteTarget) => !isKnown(target);

const requestsOf = (targets: readonly WriteTarget[]): WriteRequest[] =>
  targets.map(({ request }) => request);

/** The company of a person who is written as a contact although new people become leads. */
function companyRequest(work: ConnectionWork, target: WriteTarget): NewWriteRequest[] {
  const { companyId } = target.record;
  if (companyId === null) return [];
  const now = work.parts.clock.now();
  return [
    {
      id: work.parts.random.id(),
      connectionId: work.connection.id,
      object: 'company',
      recordId: companyId,
      defaults: {},
      trigger: target.request.trigger,
      dueAt: now,
      createdAt: now,
    },
  ];
}

/** A person who begins to wait asks for the company, which nobody else may have asked for. */
const isFirstWait = ({ kind, target }: TargetPlan): boolean =>
  kind === 'wait' && target.request.state === 'pending';

/** A company is written whenever a contact of it is (R-COMPANY-3); answers whether one was asked. */
async function askForCompanies(
  work: ConnectionWork,
  plans: readonly TargetPlan[],
): Promise<boolean> {
  const requests = plans.flatMap(({ target }) => companyRequest(work, target));
  if (requests.length > 0) await work.parts.store.saveAndRequest([], requests);
  return requests.length > 0;
}

/** The same people, with the CRM records that their companies have by now. */
async function withCompanies(
  work: ConnectionWork,
  contact: ObjectWork,
  targets: readonly WriteTarget[],
): Promise<WriteTarget[]> {
  const recordIds = [...new Set(targets.flatMap(({ record }) => record.companyId ?? []))];
  const connectionId = work.connection.id;
  const context = await work.parts.store.loadWriteContext({ connectionId, recordIds, keys: [] });
  const index = createWriteIndex(context, contact.name);
  const { company } = contact.remote;
  return targets.map((target) => ({
    ...target,
    companyLink: company === null ? null : index.linkOf(target.record.companyId, company.object),
  }));
}

/** Plans people as contacts, whose companies are written before them (R-COMPANY-3). */
async function planContacts(
  work: ConnectionWork,
  contact: ObjectWork,
  from: {
    readonly targets: readonly WriteTarget[];
    readonly writeCompanies: WriteCompanies;
    readonly asks: (plan: TargetPlan) => boolean;
  },
): Promise<ObjectPlans> {
  const planned = await planTargets(work, contact, from.targets);
  const asking = planned.plans.filter(from.asks);
  if (!(await askForCompanies(work, asking))) return planned;
  await from.writeCompanies();
  return planTargets(work, contact, await withCompanies(work, contact, from.targets));
}

/** Nobody asked for the companies of people who were taken for leads. */
const wasLead = (plan: TargetPlan) => plan.kind === 'call' || isFirstWait(plan);

/** Whoever exists as a contact is written as the contact; anybody else as a lead (R-PERSON-5). */
async function planLeads(
  work: ConnectionWork,
  to: {
    readonly contact: ObjectWork;
    readonly lead: ObjectWork;
    readonly writeCompanies: WriteCompanies;
  },
  requests: readonly WriteRequest[],
): Promise<ObjectPlans[]> {
  const { contact, lead, writeCompanies } = to;
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
  const from = { targets, writeCompanies, asks: wasLead };
  const contacts = await planContacts(work, contact, from);
  const isContact = new Set(requestsOf(found));
  const leads = asLeads.filter(({ request }) => !isContact.has(request));
  return [contacts, await planTargets(work, lead, leads)];
}

/** Plans people as the contacts or leads that they are or are to become (R-PERSON-3). */
export async function planPeople(
  work: ConnectionWork,
  requests: readonly WriteRequest[],
  writeCompanies: WriteCompanies,
): Promise<ObjectPlans[]> {
  const { connector, connection } = work;
  const contact = objectNamed(work, personObject(connector, 'contactsAndAccounts'));
  const lead = objectNamed(work, personObject(connector, 'leads'));
  if (connection.settings.createAs === 'leads' && contact !== null && lead !== null) {
    return planLeads(work, { contact, lead, writeCompanies }, requests);
  }
  const object = connection.settings.createAs === 'leads' ? lead : contact;
  if (object === null) return [];
  const targets = await findTargets(work, object, requests);
  if (object === contact) {
    const to = { targets, writeCompanies, asks: isFirstWait };
    return [await planContacts(work, contact, to)];
  }
  return [await planTargets(work, object, targets)];
}
