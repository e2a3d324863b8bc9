import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

describe('the allowance of ten seconds', () => {
  it('rolls, and says how much is left', async () => {
    const { get, simulator } = await openPortal({ quota: { tenSecondly: 3 } });
    const first = await get('contacts');
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('3');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('2');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    simulator.clock.advance(6000);
    await get('contacts');
    await get('contacts');
    const refused = await get('contacts');
    expect([refused.status, refused.json]).toMatchObject([
      429,
      {
        status: 'error',
        message: 'You have reached your ten_secondly_rolling limit.',
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
      },
    ]);
    simulator.clock.advance(4000);
    expect((await get('contacts')).status).toBe(200);
    expect((await get('contacts')).status).toBe(429);
  });

  it('is smaller for an app signed in by OAuth, which has no day', async () => {
    const { send, control } = await openPortal({ quota: { oauthTenSecondly: 1, daily: 0 } });
    await control('tokens', { action: 'add', token: 'o', kind: 'oauth' });
    const read = () => send('GET', 'contacts', { headers: { authorization: 'Bearer o' } });
    const first = await read();
    expect(first.headers.has('x-hubspot-ratelimit-daily')).toBe(false);
    expect([first.status, (await read()).status]).toEqual([200, 429]);
  });
});

describe('the allowance of a second', () => {
  it('is five searches of all apps, outside the other', async () => {
    const { search, get, simulator } = await openPortal({ quota: { tenSecondly: 1 } });
    for (let at = 0; at < 5; at += 1) {
      const found = await search('contacts', {});
      expect(found.status).toBe(200);
      expect(found.headers.has('x-hubspot-ratelimit-max')).toBe(false);
    }
    const refused = await search('companies', {});
    expect([refused.status, refused.json]).toMatchObject([
      429,
      { message: 'You have reached your secondly limit.', policyName: 'SECONDLY' },
    ]);
    expect((await get('contacts')).status).toBe(200);
    simulator.clock.advance(1000);
    expect((await search('contacts', {})).status).toBe(200);
  });
});

describe('the allowance of a day', () => {
  it('ends at midnight of the portal', async () => {
    const { get, simulator, control } = await openPortal({ quota: { daily: 2 } });
    await get('contacts');
    const usage = await get('/account-info/v3/api-usage/daily/private-apps');
    expect(usage.json.results[0]).toMatchObject({ currentUsage: 2, usageLimit: 2 });
    const refused = await get('contacts');
    expect([refused.status, refused.json]).toMatchObject([
      429,
      {
        message: 'You have reached your daily limit.',
        policyName: 'DAILY',
        requestId: expect.any(String),
      },
    ]);
    const { resetsAt } = (await control('quota')).json;
    expect(resetsAt).toBe('2026-06-02T04:00:00.000Z');
    simulator.clock.set(Date.parse(resetsAt) - 1);
    expect((await get('contacts')).status).toBe(429);
    simulator.clock.advance(1);
    expect((await get('contacts')).status).toBe(200);
    await control('quota', { used: 2 });
    expect((await get('contacts')).status).toBe(429);
  });
});

describe('an address', () => {
  it('may not be too long', async () => {
    const { get } = await openPortal();
    expect((await get(`contacts?properties=${'x'.repeat(17_000)}`)).status).toBe(414);
  });
});
