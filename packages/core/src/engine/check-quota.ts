import { createSyncError } from '../contract/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** The share of the daily allocation that is left to the customer's other integrations. */
export const quotaReserve = 0.1;

/** How long work waits before it looks whether some of the allocation has come back. */
const waitMs = 15 * 60_000;

/** Throws `rate-limited` when the account's daily allocation runs low (R-TIME-6). */
export function checkQuota(work: ConnectionWork): void {
  const quota = work.quota();
  if (quota === null || quota.used < quota.limit * (1 - quotaReserve)) return;
  throw createSyncError('the daily allocation of the account runs low', {
    code: 'rate-limited',
    retry: 'later',
    effect: 'none',
    retryAfterMs: waitMs,
  });
}
