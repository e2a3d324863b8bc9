import type { RemoteObject } from '@concord/core/contract';
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
  name: toName('Contact'),
  hasBin: true,
  canRetire: false,
  canMerge: true,
  canConvert: false,
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
  read: {
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  },
  write: {
    matchKeys: ['unique-key', 'email'],
    uniqueKeyField,
    matchMax,
    matchLagMs: 0,
    tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
    match: findCandidates(shape),
    get: getRecords(shape),
    create: { batchMax: collectionMax, call: createRecords(shape) },
    update: { batchMax: collectionMax, call: updateRecords(shape) },
    guard: { kind: 'atomic', batchMax: compositeMax, call: updateGuarded(shape) },
  },
} satisfies RemoteObject;
