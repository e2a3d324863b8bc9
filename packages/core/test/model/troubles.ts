import type { CrmCall, CrmFate } from '@concord/testkit/memory-crm';

/** Something that is to befall one of the next calls. */
export interface Trouble {
  /** A call that changes records, or one that looks for them or reads them too. */
  readonly on: 'change' | 'any';
  /** How many such calls pass before. */
  readonly after: number;
  readonly befall: () => CrmFate;
}

const operations: Readonly<Record<Trouble['on'], ReadonlySet<CrmCall['operation']>>> = {
  change: new Set(['create', 'update', 'guarded'] as const),
  any: new Set(['create', 'update', 'guarded', 'match', 'get', 'history', 'read'] as const),
};

/** What becomes of a call: of several troubles the next begins when the one before is over. */
export const fateOf = (troubles: Trouble[], call: CrmCall): CrmFate => {
  const [next] = troubles;
  if (next === undefined || !operations[next.on].has(call.operation)) return 'done';
  if (next.after > 0) {
    troubles[0] = { ...next, after: next.after - 1 };
    return 'done';
  }
  troubles.shift();
  return next.befall();
};
