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
  name: toName('Lead'),
  hasBin: true,
  canRetire: false,
  canMerge: true,
  canConvert: true,
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
