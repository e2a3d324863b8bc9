import { describe, expect, it } from 'vitest';
import { base, openOrg, type OpenOrg } from './open-org.ts';

const refresh = async (org: OpenOrg, value = 'sim-refresh') => {
  const form = { grant_type: 'refresh_token', refresh_token: value, client_id: 'app' };
  const response = await fetch(`${org.simulator.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return (await response.json()) as Record<string, string>;
};

const move = async (elsewhere?: string) => {
  const org = await openOrg();
  const before = await refresh(org);
  const host = `localhost:${org.simulator.port}`;
  await org.control('tokens', {
    action: 'instance',
    host,
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
  return { org, before, host };
};

const bearer = (token: string | undefined) => ({
  headers: { authorization: `Bearer ${token ?? ''}` },
});

const limitsAt = async (url: string | undefined, token: string | undefined) =>
  (await fetch(`${url ?? ''}${base}/limits`, bearer(token))).status;

describe('an org that moves to another instance', () => {
  it('says so at the next refresh, and serves there alone', async () => {
    const { org, before, host } = await move();
    const after = await refresh(org);
    expect([before['instance_url'], after['instance_url']]).toEqual([
      org.simulator.url,
      `http://${host}`,
    ]);
    expect(await limitsAt(after['instance_url'], after['access_token'])).toBe(200);
    expect(await limitsAt(org.simulator.url, after['access_token'])).toBe(401);
    expect(await limitsAt(after['instance_url'], before['access_token'])).toBe(401);
  });

  it.each([
    ['gone', 404],
    ['redirect', 302],
  ])('leaves its old host %s', async (elsewhere, status) => {
    const { org, host } = await move(elsewhere);
    const answer = await org.send('GET', 'limits?x=1');
    expect(answer.status).toBe(status);
    if (status === 302)
      expect(answer.headers.get('location')).toBe(`http://${host}${base}/limits?x=1`);
  });

  it('is where it was after a reset', async () => {
    const { org } = await move('gone');
    await org.control('reset', {});
    expect((await org.send('GET', 'limits')).status).toBe(200);
  });
});

describe('a rotated refresh token', () => {
  it('works once, and its successor goes on', async () => {
    const org = await openOrg({ rules: { rotateRefreshTokens: true } });
    let value = 'sim-refresh';
    for (let round = 0; round < 3; round += 1) {
      const next = (await refresh(org, value))['refresh_token'] ?? '';
      expect((await refresh(org, value))['error']).toBe('invalid_grant');
      value = next;
    }
    expect((await refresh(org, value))['access_token']).toMatch(/^00D/u);
  });
});
