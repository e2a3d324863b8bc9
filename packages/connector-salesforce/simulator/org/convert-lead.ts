import { leadStatuses } from '../schema/objects/lead.ts';
import type { ChildRelationship } from '../schema/schema.ts';
import { createAccess } from './access.ts';
import type { LeadPlace } from './carry-over.ts';
import { changeRow, type Values } from './change-row.ts';
import {
  accountFor,
  contactFor,
  type Converting,
  type ConvertOrder,
  opportunityFor,
  textOf,
} from './conversion-targets.ts';
import { refuseConvertedLead } from './converted-lead.ts';
import { Refusal, refuse } from './record-error.ts';
import { reparentChildren } from './reparent-children.ts';
import { rowToChange } from './save-record.ts';
import { attempt, type Work } from './work.ts';

/** What a conversion came to; ids are null for what it left out. */
export interface Conversion {
  readonly leadId: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string | null;
}

const statusOf = (order: ConvertOrder): string => {
  const known = leadStatuses.filter(({ isConverted }) => isConverted).map(({ value }) => value);
  const wanted = order.convertedStatus ?? known[0] ?? '';
  return known.some((value) => value === wanted)
    ? wanted
    : refuse('INVALID_STATUS', `invalid convertedStatus: ${wanted}`, { fields: ['Status'] });
};

const ownerOf = (lead: LeadPlace, order: ConvertOrder): string => {
  const owner = order.ownerId ?? textOf(lead, 'OwnerId');
  return owner.startsWith('005')
    ? owner
    : refuse(
        'INVALID_CROSS_REFERENCE_KEY',
        'Converted objects can only be owned by users. If the lead is not owned by a user, you must specify a user for the Owner field.',
        { fields: ['OwnerId'] },
      );
};

const markConverted = (
  { work, lead, order }: Converting,
  result: Omit<Conversion, 'leadId'>,
): void => {
  const marks = {
    IsConverted: true,
    IsUnreadByOwner: false,
    Status: statusOf(order),
    ConvertedDate: new Date(work.stamp * 1000).toISOString().slice(0, 10),
    ConvertedAccountId: result.accountId,
    ConvertedContactId: result.contactId,
    ConvertedOpportunityId: result.opportunityId,
  };
  const { object } = lead.table;
  const values: Values = new Map(
    Object.entries(marks).map(([name, value]) => [object.indexOf(name) ?? -1, value]),
  );
  changeRow(work, { ...lead, kind: 'converted' }, { values });
};

/** What goes with a child that follows its lead to the contact: whatever says of which kind and account the person is. */
const followers =
  (work: Work, accountId: string) =>
  ({ child }: ChildRelationship): Values => {
    const { object } = work.org.table(child);
    const values: Values = new Map();
    const [account, kind] = [object.indexOf('AccountId'), object.indexOf('RelationObjectType')];
    if (account !== undefined && object.fields[account]?.createable === false) {
      values.set(account, accountId);
    }
    if (kind !== undefined) values.set(kind, 'Contact');
    return values;
  };

const run = (converting: Converting): Conversion => {
  const { work, lead } = converting;
  const accountId = accountFor(converting);
  const contactId = contactFor(converting, accountId);
  const opportunityId = opportunityFor(converting, { accountId, contactId });
  const move = { row: lead.row, to: contactId };
  reparentChildren(work, [lead.table, move], followers(work, accountId));
  const leadId = lead.table.idOf(lead.row);
  markConverted(converting, { accountId, contactId, opportunityId });
  return { leadId, accountId, contactId, opportunityId };
};

/** Converts a lead; refuses with a `Refusal`, and then nothing of it remains. */
export const convertLead = (work: Work, order: ConvertOrder): Conversion => {
  let conversion: Conversion | undefined;
  const result = attempt(work, () => {
    const table = work.org.table('Lead');
    const row = rowToChange(work, table.object, order.leadId);
    refuseConvertedLead(table, row);
    statusOf(order);
    const lead = { table, row };
    // Salesforce: a conversion writes fields that the converting user may not see.
    const access = createAccess(work.access.userId, []);
    const options = { ...work.options, assign: false };
    const inner = { ...work, access, options, long: null, converting: row };
    conversion = run({ work: inner, lead, order, ownerId: ownerOf(lead, order) });
    return { ok: true, id: conversion.leadId, created: false };
  });
  if (!conversion || !result.ok) throw new Refusal(...(result.ok ? [] : result.errors));
  return conversion;
};
