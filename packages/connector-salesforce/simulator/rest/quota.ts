import type { VirtualClock } from '@concord/testkit/simulator';

/** The org's allowance of API calls in any 24 hours, and of calls that run long at the same time. */
export interface Quota {
  max: number;
  /** Calls of the last 24 hours; what is set counts as made at this moment. */
  used: number;
  /** How many calls may run longer than 20 s at once; beyond it all calls are refused. */
  longMax: number;
  /** How many of those are running, as the control API pretends. */
  longRunning: number;
}

const hourMs = 3_600_000;
const dayHours = 24;
// Salesforce: 5,000,000 calls a day in a full sandbox, and 25 long ones at once. developer.salesforce.com, read 2026-11-21
const dailyMax = 5_000_000;
const longMax = 25;

/**
 * A fresh allowance; generous unless told otherwise, so that a bulk test does not starve. Salesforce: the 24 hours roll,
 * and calls fall off by the hour. developer.salesforce.com, read 2026-11-21
 */
export const createQuota = (clock: VirtualClock, max = dailyMax): Quota => {
  const hours = new Map<number, number>();
  const thisHour = (): number => Math.floor(clock.now() / hourMs);
  const used = (): number => {
    let sum = 0;
    for (const [hour, calls] of hours) {
      if (hour <= thisHour() - dayHours) hours.delete(hour);
      else sum += calls;
    }
    return sum;
  };
  return {
    max,
    get used() {
      return used();
    },
    set used(calls) {
      const added = calls - used();
      if (added < 0) hours.clear();
      hours.set(thisHour(), (hours.get(thisHour()) ?? 0) + (added < 0 ? calls : added));
    },
    longMax,
    longRunning: 0,
  };
};

/** Counts one call; the words of a refusal where the allowance is used up. */
export const countCall = (quota: Quota): string | null => {
  if (quota.longRunning >= quota.longMax) return 'ConcurrentPerOrgLongTxn Limit exceeded';
  if (quota.used >= quota.max) return 'TotalRequests Limit exceeded.';
  quota.used += 1;
  return null;
};
