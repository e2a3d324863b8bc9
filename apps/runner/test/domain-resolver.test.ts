import { toInstant } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import type { Clock } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { MockAgent } from 'undici';
import { createDomainResolver } from '../src/domain-resolver/domain-resolver.ts';

const day = 86_400_000;

const open = () => {
  let now = Date.parse('2026-03-24T10:00:00.000Z');
  const clock: Clock = { now: () => toInstant(now), sleep: async () => undefined };
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent.enableCallHistory();
  const redirect = (from: string, location: string): void => {
    const reply = { status: 301, headers: { location } };
    agent
      .get(`https://${from}`)
      .intercept({ path: '/', method: 'HEAD' })
      .reply(reply.status, '', { headers: reply.headers })
      .persist();
  };
  const plain = (host: string): void => {
    agent
      .get(`https://${host}`)
      .intercept({ path: () => true, method: 'HEAD' })
      .reply(200, '')
      .persist();
  };
  const store = createMemoryStore();
  const resolver = createDomainResolver({ store, clock, dispatcher: agent });
  const asked = (): number => agent.getCallHistory()?.calls().length ?? 0;
  return { resolver, store, redirect, plain, asked, pass: (ms: number) => (now += ms) };
};

describe('createDomainResolver', () => {
  it('answers the registrable domain that each leads to (R-COMPANY-2)', async () => {
    const { resolver, redirect, plain } = open();
    redirect('acme.com', 'https://shop.globex.co.uk/welcome');
    plain('shop.globex.co.uk');
    plain('initech.com');
    expect(Object.fromEntries(await resolver.resolve(['acme.com', 'initech.com']))).toEqual({
      'acme.com': 'globex.co.uk',
      'initech.com': 'initech.com',
    });
  });

  it('asks again after seven days, a failure after one (R-COMPANY-2)', async () => {
    const { resolver, plain, asked, pass } = open();
    plain('acme.com');
    await resolver.resolve(['acme.com', 'silent.com']);
    const first = asked();
    await resolver.resolve(['acme.com', 'silent.com']);
    expect(asked()).toBe(first);
    pass(day + 1);
    await resolver.resolve(['acme.com']);
    expect(asked()).toBe(first);
    await resolver.resolve(['silent.com']);
    const again = asked();
    expect(again).toBeGreaterThan(first);
    pass(6 * day);
    await resolver.resolve(['acme.com']);
    expect(asked()).toBeGreaterThan(again);
  });

  it('takes a domain as it is when nobody answers (R-COMPANY-2)', async () => {
    const { resolver } = open();
    expect(await resolver.resolve(['silent.com'])).toEqual(new Map([['silent.com', 'silent.com']]));
  });

  it('asks nobody for reserved names (R-COMPANY-2)', async () => {
    const { resolver, asked } = open();
    const names = ['acme.example', 'acme.test', 'acme.invalid', 'acme.localhost', 'acme.local'];
    const resolved = await resolver.resolve(names);
    expect([...resolved.values()]).toEqual(names);
    expect(asked()).toBe(0);
  });

  it('never fails, not even without its cache', async () => {
    const { store, plain } = open();
    plain('acme.com');
    const broken = { ...store, getRedirects: () => Promise.reject(new Error('no database')) };
    const clock: Clock = { now: () => toInstant(0), sleep: async () => undefined };
    const resolver = createDomainResolver({ store: broken, clock, dispatcher: new MockAgent() });
    expect(await resolver.resolve(['acme.com'])).toEqual(new Map([['acme.com', 'acme.com']]));
  });
});
