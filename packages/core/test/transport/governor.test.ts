import { createTestClock } from '@concord/testkit';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RateLimit } from '../../src/contract/index.ts';
import { createGovernor } from '../../src/transport/index.ts';
import { errorOf } from './parts.ts';

const usual: RateLimit = { name: 'usual', counts: () => true, max: 4, perMs: 10_000 };

const search: RateLimit = {
  name: 'search',
  counts: ({ path }) => path.includes('/search'),
  max: 2,
  perMs: 1_000,
};

const open = (limits: readonly RateLimit[], atOnce = 100) => {
  const clock = createTestClock();
  const governor = createGovernor({ limits, atOnce, clock });
  const went: string[] = [];
  const ends: ((answer: Response) => void)[] = [];
  const ask = (path: string, signal = new AbortController().signal) => {
    const send = (): Promise<Response> => {
      went.push(path);
      return new Promise((resolve) => ends.push(resolve));
    };
    return governor.send({ method: 'GET', path }, { signal, send });
  };
  const answer = async (status = 200, headers = {}): Promise<void> => {
    await setImmediate();
    ends.shift()?.(new Response(null, { status, headers }));
    await setImmediate();
  };
  return { clock, governor, ask, went, answer };
};

/** Asks and forgets. */
const askAll = (ask: (path: string) => Promise<Response>, paths: readonly string[]): void => {
  for (const path of paths) ask(path).catch(() => undefined);
};

describe('governor', () => {
  it('lets in as many at a time as there are slots', async () => {
    const { ask, went, answer } = open([], 3);
    askAll(ask, ['a', 'b', 'c', 'd', 'e']);
    await setImmediate();
    expect(went).toEqual(['a', 'b', 'c']);
    await answer();
    expect(went).toEqual(['a', 'b', 'c', 'd']);
  });

  it('frees the slot of a request that failed', async () => {
    const { governor } = open([], 1);
    const signal = new AbortController().signal;
    const request = { method: 'GET', path: '/a' };
    const down = () => Promise.reject(new Error('down'));
    await expect(governor.send(request, { signal, send: down })).rejects.toThrow('down');
    const up = async () => new Response('up');
    expect(await (await governor.send(request, { signal, send: up })).text()).toBe('up');
  });

  it('sends no more than the limit in a stretch', async () => {
    const { ask, went, answer, clock } = open([usual]);
    askAll(ask, ['a', 'b', 'c', 'd', 'e', 'f']);
    await answer();
    expect(went).toHaveLength(4);
    await clock.advance(10_000);
    expect(went).toHaveLength(4);
    await clock.advance(10);
    expect(went).toEqual(['a', 'b', 'c', 'd', 'e']);
    await clock.advance(400);
    expect(went).toHaveLength(6);
  });

  it('lets others pass one that waits for a limit of its own', async () => {
    const { ask, went, answer } = open([search], 3);
    askAll(ask, ['/search/1', '/search/2', '/search/3', '/a', '/b']);
    await setImmediate();
    expect(went).toEqual(['/search/1', '/search/2', '/a']);
    await answer();
    expect(went).toEqual(['/search/1', '/search/2', '/a', '/b']);
  });

  it('keeps the place of one that waits for several limits', async () => {
    const { ask, went, clock } = open([
      { ...usual, max: 4 },
      { ...search, max: 1, perMs: 5_000 },
    ]);
    askAll(ask, ['/search/1', '/a', '/search/2', '/b', '/c', '/d']);
    await clock.advance(5_250);
    expect(went).toEqual(['/search/1', '/a', '/b', '/search/2']);
  });

  it('forgets one that was given up while it waited', async () => {
    const { ask, went, clock } = open([{ ...usual, max: 1 }]);
    askAll(ask, ['/a']);
    const stop = new AbortController();
    const given = errorOf(ask('/b?q=secret', stop.signal));
    askAll(ask, ['/c']);
    await setImmediate();
    stop.abort();
    const failure = await given;
    expect(failure).toMatchObject({ code: 'cancelled', retry: 'later', effect: 'none' });
    expect(String(failure)).not.toContain('secret');
    await clock.advance(10_400);
    expect(went).toEqual(['/a', '/c']);
  });

  it('sends nothing that was given up before', async () => {
    const { ask, went } = open([]);
    expect(await errorOf(ask('/a', AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
    expect(went).toEqual([]);
  });

  it('does not wait longer for a clock that was set back', async () => {
    const clock = createTestClock();
    let backMs = 0;
    const shifted = {
      ...clock,
      now: () => new Date(Date.parse(clock.now()) - backMs).toISOString() as never,
    };
    const governor = createGovernor({ limits: [{ ...usual, max: 1 }], atOnce: 9, clock: shifted });
    let count = 0;
    const send = async () => {
      count += 1;
      return new Response();
    };
    const { signal } = new AbortController();
    const ask = () => governor.send({ method: 'GET', path: '/a' }, { signal, send });
    await ask();
    backMs = 3_600_000;
    void ask();
    await clock.advance(30_000);
    expect(count).toBe(2);
  });

  it('rests while nobody waits', async () => {
    const clock = createTestClock();
    let sleeps = 0;
    const sleep = (ms: number, signal?: AbortSignal) => {
      sleeps += 1;
      return clock.sleep(ms, signal);
    };
    const governor = createGovernor({ limits: [usual], atOnce: 9, clock: { ...clock, sleep } });
    const send = async () => new Response();
    const { signal } = new AbortController();
    for (let n = 0; n < 4; n += 1) {
      await governor.send({ method: 'GET', path: '/a' }, { signal, send });
    }
    expect(sleeps).toBe(0);
    const last = governor.send({ method: 'GET', path: '/a' }, { signal, send });
    await clock.advance(60_000);
    await last;
    expect(sleeps).toBe(1);
  });
});
