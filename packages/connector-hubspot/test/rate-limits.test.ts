import { describe, expect, it } from 'vitest';
import { rateLimits } from '../src/rate-limits.ts';
import { readQuota } from '../src/read-quota.ts';

const countedBy = (method: string, path: string): string[] =>
  rateLimits.filter(({ counts }) => counts({ method, path })).map(({ name }) => name);

describe('limits', () => {
  it.each([
    ['POST', '/crm/objects/2026-09/contacts/batch/read?archived=false', ['requests']],
    ['GET', '/crm/v3/objects/contacts?associations=companies', ['requests']],
    ['POST', '/crm/v3/objects/contacts/search', ['search']],
    ['POST', '/crm/objects/2026-09/contacts/search', ['search']],
    ['POST', '/crm/v4/associations/contacts/companies/batch/read', ['associations']],
    ['POST', '/crm/associations/2026-09/contacts/companies/batch/create', ['associations']],
    ['POST', '/oauth/2026-09/token/introspect', []],
  ])('%s %s counts against %j', (method, path, names) => {
    expect(countedBy(method, path)).toEqual(names);
  });

  it('are what an answer says', () => {
    const headers = new Headers({
      'X-HubSpot-RateLimit-Max': '190',
      'X-HubSpot-RateLimit-Remaining': '12',
    });
    expect(rateLimits[0]?.observe?.(headers)).toEqual({ max: 190, remaining: 12 });
    headers.set('X-HubSpot-RateLimit-Remaining', '0');
    expect(rateLimits[0]?.observe?.(headers)).toEqual({ max: 190, remaining: 0 });
  });

  it.each([
    {},
    { 'X-HubSpot-RateLimit-Max': '190' },
    { 'X-HubSpot-RateLimit-Max': '190', 'X-HubSpot-RateLimit-Remaining': '' },
    { 'X-HubSpot-RateLimit-Max': '0', 'X-HubSpot-RateLimit-Remaining': '0' },
    { 'X-HubSpot-RateLimit-Remaining': '12' },
  ])('are not what an answer with %j says', (headers) => {
    expect(rateLimits[0]?.observe?.(new Headers(headers))).toBeNull();
  });
});

describe('the daily quota', () => {
  it('is read from an answer (R-TIME-6)', () => {
    const headers = new Headers({
      'X-HubSpot-RateLimit-Daily': '250000',
      'X-HubSpot-RateLimit-Daily-Remaining': '249000',
    });
    expect(readQuota(headers)).toEqual({ used: 1000, limit: 250_000 });
  });

  it('is none where an answer does not tell', () => {
    expect(readQuota(new Headers())).toBeNull();
    expect(readQuota(new Headers({ 'X-HubSpot-RateLimit-Daily': 'x' }))).toBeNull();
  });
});
