import type { RemoteObject } from '@concord/core/contract';
import { readAssociations } from '../associations.ts';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { fillStages } from '../fill-stages.ts';
import { getRecords } from '../get-records.ts';
import { linkReadMax, matchMax } from '../limits.ts';
import { toName } from '../query-text.ts';
import type { ObjectShape } from './object-shape.ts';
import { readWithRemovals } from './read-with-removals.ts';

const shapeOn = (ask: Ask): ObjectShape => ({
  ask,
  name: 'deals',
  modified: toName('hs_lastmodifieddate'),
  mergedIds: [toName('hs_merged_object_ids')],
  history: 'all',
  listed: ['companies', 'contacts'],
  fill: fillStages(ask),
});

/** A deal, which belongs to HubSpot: only read (R-OPP-2). */
export const deals = (ask: Ask) => {
  const shape = shapeOn(ask);
  return {
    represents: 'opportunity',
    keyFields: {},
    company: null,
    // Without its stage nobody could tell of an old deal whether it is closed.
    alwaysRead: ['dealstage', 'hs_is_closed', 'hs_is_closed_won'],
    defaultMapping: {
      name: 'dealname',
      stage: 'dealstage',
      amount: 'amount',
      currency: 'deal_currency_code',
      closeDate: 'closedate',
      isClosed: 'hs_is_closed',
      isWon: 'hs_is_closed_won',
    },
    units: [],
    describe: describeObject(shape),
    read: { ...readWithRemovals(shape), get: { batchMax: matchMax, call: getRecords(shape) } },
    associations: {
      to: ['companies', 'contacts'],
      batchMax: linkReadMax,
      call: readAssociations(shape),
    },
  } satisfies RemoteObject;
};
