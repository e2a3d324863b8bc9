import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { pageMax, settleMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { readChanges } from '../read-changes.ts';
import type { ObjectShape } from './object-shape.ts';

const shape: ObjectShape = {
  name: toName('User'),
  // Salesforce: nothing new can be owned by a user who was made inactive, and none is ever deleted.
  // developer.salesforce.com "User", read 2026-11-21
  fates: ['retired'],
  history: 'all',
};

/** A person who works in Salesforce: only read, to know owners by their email. */
export const user = {
  represents: 'user',
  keyFields: { email: ['Email'] },
  company: null,
  defaultMapping: {},
  units: [],
  describe: describeObject(shape),
  read: { pageMax, settleMs, page: readChanges(shape) },
} satisfies RemoteObject;
