import { addedBy, type LeadPlace, takenFrom } from './carry-over.ts';
import type { ConversionObject } from './conversion-mapping.ts';
import type { RecordInput } from './read-input.ts';
import { Refusal, type RecordResult, refuse } from './record-error.ts';
import { createRecord, rowToChange, updateRecord } from './save-record.ts';
import type { Work } from './work.ts';

/** How a lead is converted; what is absent is created, in the words of the SOAP call `convertLead`. */
export interface ConvertOrder {
  readonly leadId: string;
  /** A status that counts as converted; by default the org's first. */
  readonly convertedStatus?: string | undefined;
  readonly accountId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly opportunityId?: string | undefined;
  readonly opportunityName?: string | undefined;
  readonly doNotCreateOpportunity?: boolean | undefined;
  /** Whether an existing contact takes the lead's source. */
  readonly overwriteLeadSource?: boolean | undefined;
  /** Who owns what is created; by default the lead's owner. */
  readonly ownerId?: string | undefined;
}

/** A conversion under way. */
export interface Converting {
  readonly work: Work;
  readonly lead: LeadPlace;
  readonly order: ConvertOrder;
  readonly ownerId: string;
}

const idOf = (result: RecordResult): string => {
  if (result.ok) return result.id;
  throw new Refusal(...result.errors);
};

/** A lead's text; empty for none. */
export const textOf = ({ table, row }: LeadPlace, name: string): string =>
  String(table.get(row, table.object.indexOf(name) ?? -1) ?? '');

const create = (converting: Converting, name: ConversionObject, more: RecordInput): string => {
  const { work, lead, ownerId } = converting;
  const object = work.org.table(name).object;
  const input = { ...takenFrom(work, lead, name), OwnerId: ownerId, ...more };
  return idOf(createRecord(work, object, input));
};

const complete = (
  { work, lead }: Converting,
  [name, id]: readonly [ConversionObject, string],
  more: RecordInput = {},
): string => {
  const { object } = work.org.table(name);
  const row = rowToChange(work, object, id);
  const input = { ...addedBy(work, lead, [name, row]), ...more };
  return Object.keys(input).length === 0 ? id : idOf(updateRecord(work, object, { id, input }));
};

/** The account that a lead goes to: the one named, its empty fields filled, or a new one. */
export const accountFor = (converting: Converting): string => {
  const { accountId, contactId } = converting.order;
  if (accountId !== undefined) return complete(converting, ['Account', accountId]);
  return contactId === undefined
    ? create(converting, 'Account', {})
    : refuse('REQUIRED_FIELD_MISSING', 'accountId is required where contactId is given', {
        fields: ['accountId'],
      });
};

const checkAccount = ({ work }: Converting, contactId: string, accountId: string): void => {
  const contacts = work.org.table('Contact');
  const row = rowToChange(work, contacts.object, contactId);
  const own = contacts.get(row, contacts.object.indexOf('AccountId') ?? -1);
  if (own === null || own === accountId) return;
  refuse('INVALID_CROSS_REFERENCE_KEY', 'the contact belongs to another account', {
    fields: ['contactId'],
  });
};

/** The contact that a lead becomes: the one named, its empty fields filled, or a new one. */
export const contactFor = (converting: Converting, accountId: string): string => {
  const { order, lead } = converting;
  if (order.contactId === undefined) return create(converting, 'Contact', { AccountId: accountId });
  checkAccount(converting, order.contactId, accountId);
  const source = textOf(lead, 'LeadSource');
  const more = {
    AccountId: accountId,
    ...(order.overwriteLeadSource === true && source !== '' ? { LeadSource: source } : {}),
  };
  return complete(converting, ['Contact', order.contactId], more);
};

// Salesforce: an opportunity of a conversion closes with the quarter. help.salesforce.com, read 2026-11-21
const endOfQuarter = (nowMs: number): string => {
  const now = new Date(nowMs);
  const month = now.getUTCMonth() - (now.getUTCMonth() % 3) + 3;
  return new Date(Date.UTC(now.getUTCFullYear(), month, 0)).toISOString().slice(0, 10);
};

const addRole = ({ work }: Converting, opportunityId: string, contactId: string): void => {
  const object = work.org.schema.object('OpportunityContactRole');
  if (!object) return;
  const roles = work.org.table(object.name);
  const [opportunity, contact] = ['OpportunityId', 'ContactId'].map(
    (name) => object.indexOf(name) ?? -1,
  );
  const known = roles.index(opportunity ?? -1)?.rows(opportunityId) ?? [];
  if (known.some((row) => roles.isLive(row) && roles.get(row, contact ?? -1) === contactId)) return;
  const input = { OpportunityId: opportunityId, ContactId: contactId, IsPrimary: true };
  idOf(createRecord(work, object, input));
};

/** The opportunity of a conversion: the one named, a new one, or null where none is wanted. */
export const opportunityFor = (
  converting: Converting,
  { accountId, contactId }: { accountId: string; contactId: string },
): string | null => {
  const { work, order, lead } = converting;
  if (order.opportunityId === undefined && order.doNotCreateOpportunity === true) return null;
  const { object } = work.org.table('Opportunity');
  const [stage] = work.org.rules.opportunityStages;
  const id =
    order.opportunityId ??
    create(converting, 'Opportunity', {
      AccountId: accountId,
      Name: order.opportunityName ?? textOf(lead, 'Company').slice(0, 120),
      StageName: stage?.apiName,
      CloseDate: endOfQuarter(work.org.clock.now()),
    });
  rowToChange(work, object, id);
  addRole(converting, id, contactId);
  return id;
};
