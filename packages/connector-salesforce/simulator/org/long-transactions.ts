import type { Org } from './org.ts';
import type { Step } from './work.ts';

/** A transaction whose statements have run, and stamped their rows, and are not seen by anyone yet. */
export interface LongTransaction {
  readonly id: string;
  readonly startMs: number;
  readonly steps: Step[];
}

/** Begins a transaction that stays open until it is committed or rolled back. */
export const beginLong = (org: Org): LongTransaction => {
  const long = { id: `txn-${org.nextTransaction()}`, startMs: org.clock.now(), steps: [] };
  org.openTransactions.set(long.id, long);
  return long;
};

const release = (org: Org, long: LongTransaction): void => {
  org.openTransactions.delete(long.id);
  for (const [key, holder] of org.locks) if (holder === long) org.locks.delete(key);
};

/** Makes its rows visible, with the stamps of when their statements ran. */
export const commitLong = (org: Org, long: LongTransaction): void => {
  release(org, long);
  for (const step of long.steps) step.apply();
  org.publish(long.steps);
};

/** Drops everything it did; the ids it took are not given again. */
export const rollbackLong = (org: Org, long: LongTransaction): void => {
  release(org, long);
  long.steps.length = 0;
};
