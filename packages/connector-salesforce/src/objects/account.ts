import type { RemoteObject } from '@concord/core/contract';
import { countChildren } from '../count-children.ts';
import { describeObject } from '../describe-object.ts';
import { toName } from '../query-text.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { productFields } from './product-fields.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { removeUntouched } from './remove-untouched.ts';
import { saveGuarded } from './save-guarded.ts';

const shape: ObjectShape = {
  name: toName('Account'),
  fates: ['binned', 'merged'],
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
  read: readWithRemovals(shape),
  write: {
    ...matchBy(shape, ['unique-key', 'domain']),
    tieBreaks: {
      default: [{ prefer: 'latest', of: 'modifiedAt' }],
      // R-DUP-4
      mostContacts: [
        { prefer: 'most', of: 'contactCount' },
        { prefer: 'latest', of: 'modifiedAt' },
      ],
    },
    signals: async (context, ids) =>
      (await countChildren(context, ids, contacts)).map((contactCount) => ({ contactCount })),
    ...saveGuarded(shape),
    ...removeUntouched(shape, [
      contacts,
      { child: toName('Opportunity'), lookup: toName('AccountId') },
      // Of the account itself, its opportunities and contacts, also when it was logged of one who has
      // left: "Task", Object Reference for the Salesforce Platform, field AccountId, read 2026-11-22.
      { child: toName('Task'), lookup: toName('AccountId') },
    ]),
  },
} satisfies RemoteObject;
