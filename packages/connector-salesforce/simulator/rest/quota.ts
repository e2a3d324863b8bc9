/** The org's allowance of API calls in 24 hours, and of calls that run long at the same time. */
export interface Quota {
  max: number;
  used: number;
  /** When the counted 24 hours began, ms since 1970; null before the first call. */
  since: number | null;
  /** How many calls may run longer than 20 s at once; beyond it all calls are refused. */
  longMax: number;
  /** How many of those are running, as the control API pretends. */
  longRunning: number;
}

const day = 86_400_000;
// Salesforce: 5,000,000 calls a day in a full sandbox, and 25 long ones at once. developer.salesforce.com, read 2026-11-21
const dailyMax = 5_000_000;
const longMax = 25;

/** A fresh allowance; generous unless told otherwise, so that a bulk test does not starve. */
export const createQuota = (max = dailyMax): Quota => ({
  max,
  used: 0,
  since: null,
  longMax,
  longRunning: 0,
});

/** Starts counting anew once 24 hours have passed. */
export const renewQuota = (quota: Quota, now: number): void => {
  if (quota.since !== null && now - quota.since < day) return;
  if (quota.since !== null) quota.used = 0;
  quota.since = now;
};
