import type { Quota } from '@concord/core/contract';

// Salesforce: `Sforce-Limit-Info: api-usage=54/15000`, over a rolling 24 hours, on data answers.
// developer.salesforce.com "Limit Info Header", read 2026-11-21
const usage = /(?:^|;\s*)api-usage=(\d+)\/(\d+)/;

/** The organisation's daily API requests as an answer's headers tell; `null` when they do not. */
export const readQuota = (headers: Headers): Quota | null => {
  const [, used, limit] = usage.exec(headers.get('sforce-limit-info') ?? '') ?? [];
  return used === undefined || limit === undefined
    ? null
    : { used: Number(used), limit: Number(limit) };
};
