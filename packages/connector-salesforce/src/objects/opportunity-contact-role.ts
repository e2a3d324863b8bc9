import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { pageMax, settleMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { listIds } from '../list-ids.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import type { ObjectShape } from './object-shape.ts';

const shape: ObjectShape = {
  name: toName('OpportunityContactRole'),
  hasBin: true,
  canRetire: false,
  canMerge: false,
  canConvert: false,
  history: 'all',
};

/** Which people have a part in a deal (R-OPP-1); it changes without its opportunity. */
export const opportunityContactRole = {
  represents: 'relation',
  keyFields: {},
  company: null,
  relates: {
    from: { field: 'OpportunityId', object: 'Opportunity' },
    to: { field: 'ContactId', object: 'Contact' },
  },
  alwaysRead: ['OpportunityId', 'ContactId'],
  defaultMapping: {},
  units: [],
  describe: describeObject(shape),
  read: {
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  },
} satisfies RemoteObject;
