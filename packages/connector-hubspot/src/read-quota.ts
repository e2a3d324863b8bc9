import type { Quota } from '@concord/core/contract';
import { countIn } from './count-in.ts';

/**
 * The account's daily requests as an answer's headers tell; `null` when they do not.
 *
 * HubSpot: private apps share them and are told with every answer but a search's; apps that were
 * authorised with OAuth have none. developers.hubspot.com "Usage guidelines", read 2026-11-21
 */
export const readQuota = (headers: Headers): Quota | null => {
  const limit = countIn(headers, 'x-hubspot-ratelimit-daily');
  const left = countIn(headers, 'x-hubspot-ratelimit-daily-remaining');
  return limit === null || left === null ? null : { used: Math.max(0, limit - left), limit };
};
