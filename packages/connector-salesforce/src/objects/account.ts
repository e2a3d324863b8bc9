import type { RemoteObject } from '@concord/core/contract';
import { countChildren } from '../count-children.ts';
import { describeObject } from '../describe-object.ts';
import { findCandidates } from '../find-candidates.ts';
import { getRecords } from '../get-records.ts';
import { collectionMax, compositeMax, matchMax, pageMax, settleMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { listIds } from '../list-ids.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import { updateGuarded } from '../update-guarded.ts';
import { createRecords, updateRecords } from '../write-records.ts';
import type { ObjectShape } from './object-shape.ts';
import { productFields, uniqueKeyField } from './product-fields.ts';

const shape: ObjectShape = {
  name: toName('Account'),
  hasBin: true,
  canRetire: false,
  canMerge: true,
  canConvert: false,
  history: 'all',
};
const contacts = { child: toName('Contact'), lookup: toName('AccountId') };

/** A company (R-COMPANY-1). */
export const account = {
  represents: 'company',
  keyFields: { domain: ['Website'] },
  company: null,
  defaultMapping: {
    name: 'Name',
    domain: 'Website',
    street: 'BillingStreet',
    city: 'BillingCity',
    state: 'BillingState',
    postalCode: 'BillingPostalCode',
    country: 'BillingCountry',
    phone: 'Phone',
    linkedInUrl: 'LinkedIn_URL__c',
    description: 'Description',
    doNotContact: 'Do_Not_Contact__c',
    founded: 'Founded__c',
    industry: 'Industry',
    employeeCount: 'NumberOfEmployees',
    revenue: 'AnnualRevenue',
    accountSource: 'AccountSource',
    ...productFields.Account,
  },
  units: [['BillingStreet', 'BillingCity', 'BillingState', 'BillingPostalCode', 'BillingCountry']],
  describe: describeObject(shape),
  read: {
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  },
  write: {
    matchKeys: ['unique-key', 'domain'],
    uniqueKeyField,
    matchMax,
    matchLagMs: 0,
    tieBreaks: {
      default: [{ prefer: 'latest', of: 'modifiedAt' }],
      // R-DUP-4
      mostContacts: [
        { prefer: 'most', of: 'contactCount' },
        { prefer: 'latest', of: 'modifiedAt' },
      ],
    },
    match: findCandidates(shape),
    get: getRecords(shape),
    signals: async (context, ids) =>
      (await countChildren(context, ids, contacts)).map((contactCount) => ({ contactCount })),
    create: { batchMax: collectionMax, call: createRecords(shape) },
    update: { batchMax: collectionMax, call: updateRecords(shape) },
    guard: { kind: 'atomic', batchMax: compositeMax, call: updateGuarded(shape) },
  },
} satisfies RemoteObject;
