import type { CrmCall, CrmFate } from '@concord/testkit/memory-crm';

/** Something that is to befall one of the next calls that change, look for or read records. */
export interface Trouble {
  /** How many such calls pass before. */
  readonly after: number;
  readonly befall: () => CrmFate;
}

const counted: ReadonlySet<string> = new Set<CrmCall['operation']>([
  'create',
  'update',
  'guarded',
  'match',
  'get',
  'history',
  'read',
]);

/** What becomes of a call: of several troubles the next begins when the one before is over. */
export const fateOf = (troubles: Trouble[], call: CrmCall): CrmFate => {
  const [next] = troubles;
  if (next === undefined || !counted.has(call.operation)) return 'done';
  if (next.after > 0) {
    troubles[0] = { ...next, after: next.after - 1 };
    return 'done';
  }
  troubles.shift();
  return next.befall();
};
