import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { toName } from '../query-text.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { productFields } from './product-fields.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { removeUntouched } from './remove-untouched.ts';
import { saveGuarded } from './save-guarded.ts';

const shape: ObjectShape = {
  name: toName('Contact'),
  fates: ['binned', 'merged'],
  history: 'all',
};

/** A person of a company (R-PERSON-1). */
export const contact = {
  represents: 'person',
  keyFields: { email: ['Email'] },
  company: { field: 'AccountId', object: 'Account' },
  defaultMapping: {
    email: 'Email',
    firstName: 'FirstName',
    suffix: 'Suffix',
    lastName: 'LastName',
    title: 'Title',
    street: 'MailingStreet',
    postalCode: 'MailingPostalCode',
    country: 'MailingCountry',
    mobilePhone: 'MobilePhone',
    workPhone: 'Phone',
    linkedInUrl: 'LinkedIn_URL__c',
    leadSource: 'LeadSource',
    emailOptOut: 'HasOptedOutOfEmail',
    doNotCall: 'DoNotCall',
    lastActivityDate: 'LastActivityDate',
    ...productFields.Contact,
  },
  units: [['MailingStreet', 'MailingCity', 'MailingState', 'MailingPostalCode', 'MailingCountry']],
  describe: describeObject(shape),
  read: readWithRemovals(shape),
  write: {
    ...matchBy(shape, ['unique-key', 'email']),
    ...saveGuarded(shape),
    ...removeUntouched(shape, [
      { child: toName('OpportunityContactRole'), lookup: toName('ContactId') },
      { child: toName('Task'), lookup: toName('WhoId') },
    ]),
  },
} satisfies RemoteObject;
