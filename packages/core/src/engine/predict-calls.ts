import type { Write } from '../contract/index.ts';
import type { ObjectWork } from './connection-work.ts';
import type { DecidedWrite } from './plan-target.ts';
import { toPortions } from './portions.ts';
import type { Portion } from './portions.ts';

/** What is to be written in one object of the CRM. */
export interface ObjectWrites {
  readonly object: ObjectWork;
  readonly writes: readonly DecidedWrite[];
}

/** A CRM that guards nothing is asked right before a change, and about its past right after. */
function callsOf({ guard, matchMax }: Write, { kind, calls }: Portion<DecidedWrite>): number {
  if (kind !== 'guarded-update' || guard.kind !== 'compensating') return 1;
  const count = calls.length;
  return Math.ceil(count / matchMax) + 1 + Math.ceil(count / guard.historyMax);
}

/** How many calls the writes take; the reading before every write and the matching come on top. */
export const predictCalls = (planned: readonly ObjectWrites[]): number =>
  planned
    .flatMap(({ object, writes }) => {
      const { write } = object.remote;
      if (write === undefined) return [];
      return toPortions(write, writes, (one) => one).map((some) => callsOf(write, some));
    })
    .reduce((sum, count) => sum + count, 0);
