/** The org's allowance of API calls in 24 hours, and of calls that run long at the same time. */
export interface Quota {
  max: number;
  used: number;
  /** How many calls may run longer than 20 s at once; beyond it all calls are refused. */
  longMax: number;
  /** How many of those are running, as the control API pretends. */
  longRunning: number;
}

// Salesforce: 15,000 calls a day and 5 long ones at once in a Developer Edition. developer.salesforce.com, read 2026-11-21
const dailyMax = 15_000_000;
const longMax = 25;

/** A fresh allowance; generous unless told otherwise, so that a bulk test does not starve. */
export const createQuota = (max = dailyMax): Quota => ({ max, used: 0, longMax, longRunning: 0 });
