import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const body = { Name: 'A' };
const create = (org: OpenOrg) => org.send('POST', 'sobjects/Account', { body });
const count = (org: OpenOrg): number => org.simulator.org.ids('Account').length;

describe('faults', () => {
  it('answer 503 before or after the commit', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ match: { method: 'POST' }, kind: 'status', times: 1 });
    expect([(await create(org)).status, count(org)]).toEqual([503, 0]);
    org.simulator.faults.add({
      match: { method: 'POST' },
      kind: 'status',
      when: 'after',
      times: 1,
    });
    expect([(await create(org)).status, count(org)]).toEqual([503, 1]);
    expect([(await create(org)).status, count(org)]).toEqual([201, 2]);
  });

  it('cut the connection before or after the commit', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ kind: 'reset', times: 1 });
    await expect(create(org)).rejects.toThrow(/fetch failed|terminated/u);
    expect(count(org)).toBe(0);
    org.simulator.faults.add({ kind: 'reset', when: 'after', times: 1 });
    await expect(create(org)).rejects.toThrow(/fetch failed|terminated/u);
    expect(count(org)).toBe(1);
  });

  it('truncate, malform or replace an answer', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ kind: 'truncate', times: 1 });
    await expect(org.send('GET', 'sobjects')).rejects.toThrow(/fetch failed|terminated/u);
    org.simulator.faults.add({ kind: 'malformed', times: 1 });
    expect((await org.send('GET', 'sobjects')).json).toBeNull();
    org.simulator.faults.add({ kind: 'html', times: 1 });
    const page = await org.send('GET', 'sobjects');
    expect([page.status, page.text.slice(0, 6)]).toEqual([200, '<html>']);
  });

  it('deliver a request twice', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ match: { object: 'Account' }, kind: 'duplicate', times: 1 });
    await create(org);
    expect(count(org)).toBe(2);
  });

  it('carry a request out after its connection is gone', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ kind: 'zombie', delayMs: 20, times: 1 });
    await expect(create(org)).rejects.toThrow(/fetch failed|terminated/u);
    await expect.poll(() => count(org)).toBe(1);
  });

  it('lock one record of many', async () => {
    const org = await openOrg();
    org.simulator.faults.add({ match: { path: 'Account/' }, kind: 'lock-row', times: 1 });
    const record = { attributes: { type: 'Account' }, Name: 'A' };
    const answer = await org.send('POST', 'composite/sobjects', {
      body: { records: [record, record] },
    });
    expect(answer.json[0].errors[0].statusCode).toBe('UNABLE_TO_LOCK_ROW');
    expect(answer.json[1].success).toBe(true);
  });

  it('strike from the nth request on, and are noted on the wire', async () => {
    const org = await openOrg();
    const { json } = await org.control('faults', {
      match: { method: 'POST', nth: 2 },
      kind: 'status',
      status: 500,
    });
    expect([(await create(org)).status, (await create(org)).status]).toEqual([201, 500]);
    expect(org.simulator.wire.list().map(({ status, fault }) => [status, fault])).toEqual([
      [201, null],
      [500, 'status'],
    ]);
    await fetch(`${org.simulator.url}/__simulator/faults/${json.ids[0]}`, { method: 'DELETE' });
    expect((await create(org)).status).toBe(201);
  });

  it('are refused when misspelt', async () => {
    const org = await openOrg();
    const answer = await org.control('faults', { kind: 'status', probabilty: 1 });
    expect(answer.status).toBe(400);
  });
});
