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
import { convertedStatus } from './lead-status.ts';
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
    Status: convertedStatus(work.org.rules, order.convertedStatus),
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

interface Destination {
  readonly accountId: string;
  readonly opportunityId: string | null;
}

/** What an activity that follows its lead to the contact takes along: the account that is worked out, and the opportunity. */
const followers =
  (work: Work, { accountId, opportunityId }: Destination) =>
  ({ child }: ChildRelationship): Values => {
    const { object } = work.org.table(child);
    const values: Values = new Map();
    const [account, what] = [object.indexOf('AccountId'), object.indexOf('WhatId')];
    if (account !== undefined && object.fields[account]?.createable === false) {
      values.set(account, accountId);
    }
    // Salesforce: activities are attached to the opportunity too; a lead's have no WhatId of their own. [MEM]
    if (what !== undefined && opportunityId !== null) values.set(what, opportunityId);
    return values;
  };

const run = (converting: Converting): Conversion => {
  const { work, lead } = converting;
  const accountId = accountFor(converting);
  const contactId = contactFor(converting, accountId);
  const opportunityId = opportunityFor(converting, { accountId, contactId });
  const move = { row: lead.row, to: contactId };
  reparentChildren(work, [lead.table, move], followers(work, { accountId, opportunityId }));
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
    convertedStatus(work.org.rules, order.convertedStatus);
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
