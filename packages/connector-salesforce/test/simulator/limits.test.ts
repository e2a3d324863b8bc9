import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const hour = 3_600_000;
const frozen = { clock: { startMs: Date.UTC(2026, 5, 1), running: false } };

const used = async (org: OpenOrg) => {
  const answer = await org.send('GET', 'limits');
  return answer.headers.get('sforce-limit-info')?.split(/[=/]/u)[1];
};

describe('the daily allowance', () => {
  it('comes back by the hour', async () => {
    const org = await openOrg(frozen);
    await org.send('GET', 'limits');
    org.simulator.clock.advance(12 * hour);
    expect(await used(org)).toBe('2');
    org.simulator.clock.advance(12 * hour);
    expect(await used(org)).toBe('2');
    org.simulator.clock.advance(24 * hour);
    expect(await used(org)).toBe('1');
  });

  it('takes what the control says as used at once', async () => {
    const org = await openOrg({ ...frozen, dailyCalls: 100 });
    await org.control('quota', { used: 100 });
    expect((await org.send('GET', 'limits')).status).toBe(403);
    org.simulator.clock.advance(23 * hour);
    expect((await org.control('quota')).json).toMatchObject({ used: 100, max: 100 });
    org.simulator.clock.advance(hour);
    expect(await used(org)).toBe('1');
    await org.control('quota', { used: 0 });
    expect(await used(org)).toBe('1');
  });
});

describe('record counts', () => {
  it('are old', async () => {
    const org = await openOrg({ ...frozen, accounts: 3 });
    const count = async () =>
      (await org.send('GET', 'limits/recordCount?sObjects=Account')).json.sObjects[0];
    const planted = org.simulator.org.ids('Account').length;
    org.simulator.org.insert('Account', { Name: 'A' });
    expect(await count()).toEqual({ count: planted, name: 'Account' });
    org.simulator.clock.advance(60_000);
    expect(await count()).toEqual({ count: planted + 1, name: 'Account' });
  });
});

describe('a query locator', () => {
  const openCursor = async (org: OpenOrg) => {
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const path = `query?q=${encodeURIComponent('SELECT Id FROM Contact')}`;
    const { json } = await org.send('GET', path, { headers });
    expect([json.records.length, json.done]).toEqual([200, false]);
    return json.nextRecordsUrl as string;
  };

  it('lives two days', async () => {
    const org = await openOrg({ ...frozen, contacts: 500 });
    const url = await openCursor(org);
    org.simulator.clock.advance(48 * hour - 1);
    expect((await org.send('GET', url)).json.records.length).toBe(200);
    org.simulator.clock.advance(1);
    const late = await org.send('GET', url);
    expect([late.status, late.json]).toEqual([
      400,
      [{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }],
    ]);
  });

  it('is of the user who opened it', async () => {
    const org = await openOrg({ contacts: 500 });
    const headers = { authorization: 'Bearer sim-person' };
    const { json } = await org.send('GET', await openCursor(org), { headers });
    expect(json[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  });
});
