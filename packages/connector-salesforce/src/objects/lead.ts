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
  name: toName('Lead'),
  fates: ['binned', 'merged', 'converted'],
  history: 'all',
};

/** A person of no company yet, until it is converted into a contact of one (R-PERSON-5). */
export const lead = {
  represents: 'person',
  keyFields: { email: ['Email'] },
  company: null,
  companyText: { name: 'Company', domain: 'Website' },
  defaultMapping: {
    email: 'Email',
    firstName: 'FirstName',
    suffix: 'Suffix',
    lastName: 'LastName',
    title: 'Title',
    street: 'Street',
    postalCode: 'PostalCode',
    country: 'Country',
    mobilePhone: 'MobilePhone',
    workPhone: 'Phone',
    linkedInUrl: 'LinkedIn_URL__c',
    status: 'Status',
    leadSource: 'LeadSource',
    emailOptOut: 'HasOptedOutOfEmail',
    doNotCall: 'DoNotCall',
    lastActivityDate: 'LastActivityDate',
    ...productFields.Lead,
  },
  units: [['Street', 'City', 'State', 'PostalCode', 'Country']],
  describe: describeObject(shape),
  read: readWithRemovals(shape),
  write: {
    ...matchBy(shape, ['unique-key', 'email']),
    ...saveGuarded(shape),
    ...removeUntouched(shape, [{ child: toName('Task'), lookup: toName('WhoId') }]),
  },
} satisfies RemoteObject;
