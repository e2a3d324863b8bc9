import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { toName } from '../query-text.ts';
import type { ObjectShape } from './object-shape.ts';
import { readWithRemovals } from './read-with-removals.ts';

const shape: ObjectShape = {
  name: toName('OpportunityContactRole'),
  fates: ['binned'],
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
  read: readWithRemovals(shape),
} satisfies RemoteObject;
