import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { getRecords } from '../get-records.ts';
import { matchMax } from '../limits.ts';
import { toName } from '../query-text.ts';
import type { ObjectShape } from './object-shape.ts';
import { readWithRemovals } from './read-with-removals.ts';

const shape: ObjectShape = {
  name: toName('Opportunity'),
  fates: ['binned'],
  history: 'all',
};

/** A deal, which belongs to Salesforce: only read (R-OPP-2). */
export const opportunity = {
  represents: 'opportunity',
  keyFields: {},
  company: { field: 'AccountId', object: 'Account' },
  defaultMapping: {
    name: 'Name',
    stage: 'StageName',
    amount: 'Amount',
    // Salesforce: only where an organisation has several currencies.
    currency: 'CurrencyIsoCode',
    closeDate: 'CloseDate',
    isClosed: 'IsClosed',
    isWon: 'IsWon',
  },
  units: [],
  describe: describeObject(shape),
  read: { ...readWithRemovals(shape), get: { batchMax: matchMax, call: getRecords(shape) } },
} satisfies RemoteObject;
