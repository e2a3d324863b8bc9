import type { RemoteObject } from '@concord/core/contract';
import { describeObject } from '../describe-object.ts';
import { pageMax, settleMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { listIds } from '../list-ids.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import type { ObjectShape } from './object-shape.ts';

const shape: ObjectShape = {
  name: toName('Opportunity'),
  hasBin: true,
  canRetire: false,
  canMerge: false,
  canConvert: false,
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
  read: {
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  },
} satisfies RemoteObject;
