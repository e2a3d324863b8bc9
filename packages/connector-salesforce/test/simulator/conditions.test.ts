import { describe, expect, it } from 'vitest';
import { base, openOrg } from './open-org.ts';

const start = Date.parse('2026-06-01T12:00:00.400Z');
const clock = { startMs: start, running: false };
const httpDate = (ms: number): string => new Date(ms).toUTCString();

const openWithAccount = async () => {
  const org = await openOrg({ clock });
  const id = org.simulator.org.insert('Account', { Name: 'A' });
  const path = `sobjects/Account/${id}`;
  const patch = (since: string) =>
    org.send('PATCH', path, { body: { Phone: since }, headers: { 'If-Unmodified-Since': since } });
  return { org, id, path, patch };
};

describe('conditional requests', () => {
  it('writes when the record is as old as the date says', async () => {
    const { patch } = await openWithAccount();
    expect((await patch(httpDate(start))).status).toBe(204);
  });

  it('answers 412 and writes nothing when the record is newer', async () => {
    const { org, id, patch } = await openWithAccount();
    org.simulator.clock.advance(1000);
    org.simulator.org.update({ object: 'Account', id }, { Phone: 'by hand' });
    expect((await patch(httpDate(start))).status).toBe(412);
    expect(org.simulator.org.read({ object: 'Account', id })?.['Phone']).toBe('by hand');
  });

  it('cannot tell two writes of one second apart', async () => {
    const { org, id, patch } = await openWithAccount();
    org.simulator.clock.advance(500);
    org.simulator.org.update({ object: 'Account', id }, { Phone: 'by hand' });
    expect((await patch(httpDate(start))).status).toBe(204);
  });

  it('refuses a date that is none', async () => {
    const { patch } = await openWithAccount();
    expect((await patch('yesterday')).status).toBe(400);
  });

  it('honours the header of each request of a composite call', async () => {
    const { org, id } = await openWithAccount();
    org.simulator.clock.advance(2000);
    org.simulator.org.update({ object: 'Account', id }, { Site: 'x' });
    const request = (referenceId: string, since: number) => ({
      method: 'PATCH',
      url: `${base}/sobjects/Account/${id}`,
      referenceId,
      body: { Phone: referenceId },
      httpHeaders: { 'If-Unmodified-Since': httpDate(since) },
    });
    const body = { compositeRequest: [request('stale', start), request('fresh', start + 2000)] };
    const { json } = await org.send('POST', 'composite', { body });
    const statuses = json.compositeResponse.map(
      (one: { httpStatusCode: number }) => one.httpStatusCode,
    );
    expect(statuses).toEqual([412, 204]);
    expect(org.simulator.org.read({ object: 'Account', id })?.['Phone']).toBe('fresh');
  });

  it('ignores the date on DELETE', async () => {
    const { org, path } = await openWithAccount();
    const headers = { 'If-Unmodified-Since': httpDate(0) };
    expect((await org.send('DELETE', path, { headers })).status).toBe(204);
  });

  it('answers 304 to a read of what has not changed', async () => {
    const { org, path } = await openWithAccount();
    const first = await org.send('GET', path);
    const headers = { 'If-Modified-Since': first.headers.get('last-modified') ?? '' };
    expect((await org.send('GET', path, { headers })).status).toBe(304);
    const described = await org.send('GET', 'sobjects/Account/describe');
    const since = { 'If-Modified-Since': described.headers.get('last-modified') ?? '' };
    expect((await org.send('GET', 'sobjects/Account/describe', { headers: since })).status).toBe(
      304,
    );
  });

  it('has entity tags on accounts only', async () => {
    const { org, path } = await openWithAccount();
    const contact = org.simulator.org.insert('Contact', { LastName: 'A' });
    const etag = (await org.send('GET', path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/--gzip"$/u);
    expect((await org.send('GET', `sobjects/Contact/${contact}`)).headers.get('etag')).toBeNull();
    const patch = (tag: string) =>
      org.send('PATCH', path, { body: { Site: 'x' }, headers: { 'If-Match': tag } });
    expect((await patch('"other"')).status).toBe(412);
    expect((await patch(etag)).status).toBe(204);
  });
});
