import type { LimitedRequest, RateLimit } from '@concord/core/contract';
import { countIn } from './count-in.ts';

const pathOf = ({ path }: LimitedRequest): string => path.split('?', 1)[0] ?? '';

const isSearch = (request: LimitedRequest): boolean =>
  request.method === 'POST' && pathOf(request).endsWith('/search');

const isAssociation = (request: LimitedRequest): boolean =>
  pathOf(request).includes('/associations/');

const isSigningIn = (request: LimitedRequest): boolean => pathOf(request).startsWith('/oauth/');

/** What the account's plan allows, once an answer has said so. */
const observe = (headers: Headers): { max: number; remaining: number } | null => {
  const max = countIn(headers, 'x-hubspot-ratelimit-max');
  const remaining = countIn(headers, 'x-hubspot-ratelimit-remaining');
  return max === null || max === 0 || remaining === null ? null : { max, remaining };
};

/**
 * HubSpot: a private app has 100 requests in ten seconds in the smallest plan and 250 in the
 * largest, one that was authorised with OAuth 110; searches are counted for the whole account, all
 * its apps together; associations by themselves, from 100 on. "Usage guidelines",
 * developers.hubspot.com, read 2026-11-21
 */
export const rateLimits: readonly RateLimit[] = [
  {
    name: 'requests',
    counts: (request) => !isSearch(request) && !isAssociation(request) && !isSigningIn(request),
    max: 100,
    perMs: 10_000,
    observe,
  },
  { name: 'search', counts: isSearch, max: 5, perMs: 1000 },
  { name: 'associations', counts: isAssociation, max: 100, perMs: 10_000 },
];
