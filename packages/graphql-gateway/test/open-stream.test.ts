import { toInstant } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import { createTestClock } from '@concord/testkit';
import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { createLive } from '../src/live/live.ts';
import { openStream } from '../src/live/open-stream.ts';
import { createStreamPlaces } from '../src/live/stream-places.ts';
import type { GatewayContext } from '../src/schema/builder.ts';
import { createFixture } from './fixture.ts';

const { anApiKey } = samples;

/** A reader whose token ends at an instant, or who has a key. */
const createReader = async (expiresAt: string | null) => {
  const clock = createTestClock();
  const store = createMemoryStore();
  const key = anApiKey();
  await store.saveApiKey(key);
  const caller = { ...key, expiresAt: expiresAt === null ? null : toInstant(expiresAt) };
  const request = new Request('http://localhost');
  const places = createStreamPlaces();
  const misses: unknown[] = [];
  const log = (event: unknown) => misses.push(event);
  const { engine } = await createFixture();
  const live = createLive({ store, engine, clock, log, workspace: 'default', places });
  const context = { clock, caller, request, live, store } as unknown as GatewayContext;
  return { clock, store, key, context, misses };
};

/** Tells of one thing, and of another after so many days. */
const quiet = (context: GatewayContext, days = 40) =>
  openStream(context, async function* tell({ signal, told }) {
    yield 'first';
    told('0000000000000007');
    await context.clock.sleep(days * 86_400_000, signal);
    yield 'late';
  });

/** Whether the next event waits. */
const waits = async (next: Promise<unknown>): Promise<boolean> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((go) => setImmediate(go));
  return Promise.race([next.then(() => false), Promise.resolve(true)]);
};

const codeOf = (next: Promise<unknown>): Promise<unknown> =>
  next.then(
    () => null,
    (error) => error.extensions.code,
  );

describe('a stream', () => {
  it('ends with an error when the token expires', async () => {
    const { clock, context } = await createReader('2026-01-01T00:01:00.000Z');
    const stream = quiet(context);
    expect(await stream.next()).toEqual({ value: 'first', done: false });
    const next = stream.next();
    await clock.advance(59_999);
    expect(await waits(next)).toBe(true);
    void clock.advance(1);
    await expect(next).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it('tells nothing more to a slow reader whose token has expired', async () => {
    const { clock, context } = await createReader('2026-01-01T00:01:00.000Z');
    const stream = openStream(context, async function* tell() {
      for (const item of ['first', 'second', 'third']) yield item;
    });
    await stream.next();
    await clock.advance(60_000);
    expect(await codeOf(stream.next())).toBe('UNAUTHENTICATED');
  });

  it('ends with an error when the key is revoked, by whomever', async () => {
    const { clock, context, store, key } = await createReader(null);
    const stream = quiet(context);
    await stream.next();
    const next = stream.next();
    await clock.advance(10_000);
    expect(await waits(next)).toBe(true);
    await store.changeApiKey(key.id, { revokedAt: clock.now() });
    void clock.advance(2_000);
    await expect(next).rejects.toMatchObject({
      message: 'The API key has been revoked.',
      extensions: { code: 'UNAUTHENTICATED', cursor: expect.any(String) },
    });
  });

  it('ends when the key has another role, to be opened again', async () => {
    const { clock, context, store, key } = await createReader(null);
    const stream = quiet(context);
    await stream.next();
    const next = stream.next();
    await store.saveApiKey({ ...key, role: key.role === 'admin' ? 'viewer' : 'admin' });
    void clock.advance(2_000);
    expect(await codeOf(next)).toBe('RESUME');
  });

  it('goes on where the keys cannot be looked at for a moment', async () => {
    const { clock, context, store, misses } = await createReader(null);
    const { listApiKeys } = store;
    const stream = quiet(context);
    await stream.next();
    store.listApiKeys = () => Promise.reject(new Error('away'));
    const next = stream.next();
    await clock.advance(10_000);
    expect(await waits(next)).toBe(true);
    expect(misses).toHaveLength(5);
    store.listApiKeys = listApiKeys;
    await stream.return?.();
  });

  it('lasts an hour at most, and says where it was', async () => {
    const { clock, context } = await createReader(null);
    const stream = quiet(context);
    await stream.next();
    const next = stream.next();
    await clock.advance(54 * 60_000 - 1);
    expect(await waits(next)).toBe(true);
    void clock.advance(6 * 60_000 + 1);
    const place = Buffer.from('["changes","0000000000000007"]').toString('base64url');
    await expect(next).rejects.toMatchObject({ extensions: { code: 'RESUME', cursor: place } });
  });

  it('does not end at the same moment as those opened with it', async () => {
    const { clock, context } = await createReader('2026-03-01T00:00:00.000Z');
    const ends = Array.from({ length: 60 }, async () => {
      const stream = quiet(context);
      await stream.next();
      await stream.next().catch(() => undefined);
      return clock.now();
    });
    for (let step = 0; step < 600; step += 1) await clock.advance(6_000);
    expect(new Set(await Promise.all(ends)).size).toBe(60);
  });

  it('ends without an error when its reader leaves', async () => {
    const { clock, context } = await createReader('2026-01-01T00:01:00.000Z');
    const stream = quiet(context);
    await stream.next();
    const next = stream.next();
    await stream.return?.();
    expect((await next).done).toBe(true);
    await clock.advance(60_000);
  });

  it('has its key looked after only while it is open', async () => {
    const { clock, context, store } = await createReader(null);
    let looks = 0;
    const { listApiKeys } = store;
    store.listApiKeys = () => {
      looks += 1;
      return listApiKeys();
    };
    const streams = [quiet(context), quiet(context)];
    for (const stream of streams) await stream.next();
    await clock.advance(10_000);
    expect(looks).toBe(5);
    for (const stream of streams) await stream.return?.();
    await clock.advance(10_000);
    expect(looks).toBe(5);
  });

  it('gives its place back, however it ends', async () => {
    const { clock, context } = await createReader('2026-01-01T00:01:00.000Z');
    const places = createStreamPlaces(2);
    Object.assign(context.live, { takePlace: () => places.take('a') });
    const first = quiet(context);
    await first.next();
    expect(await codeOf(quiet(context).next())).toBe('TOO_MANY_SUBSCRIPTIONS');
    await first.return?.();
    const second = quiet(context);
    await second.next();
    await clock.advance(60_000);
    expect(await codeOf(second.next())).toBe('UNAUTHENTICATED');
    expect(await quiet(context).next()).toMatchObject({ value: 'first' });
  });

  it('gives its place back as soon as it ends, whether or not its reader takes any more', async () => {
    const { clock, context } = await createReader('2026-01-01T00:01:00.000Z');
    const places = createStreamPlaces(4);
    Object.assign(context.live, { takePlace: () => places.take('a') });
    const stalled = [quiet(context), quiet(context)];
    for (const stream of stalled) await stream.next();
    await clock.advance(60_000);
    for (const stream of [quiet(context), quiet(context)]) {
      expect(await codeOf(stream.next())).not.toBe('TOO_MANY_SUBSCRIPTIONS');
    }
    for (const stream of stalled) await stream.return?.();
    places.take('a');
    places.take('a');
    expect(() => places.take('a')).toThrow('Too many subscriptions');
  });
});

describe('the places for streams', () => {
  const fill = (places: ReturnType<typeof createStreamPlaces>, workspace: string): number => {
    for (let count = 0; ; count += 1) {
      try {
        places.take(workspace);
      } catch {
        return count;
      }
    }
  };

  it('are shared so that no workspace takes those of another', () => {
    const places = createStreamPlaces(5_000);
    expect(['a', 'b', 'c'].map((one) => fill(places, one))).toEqual([2_500, 1_250, 625]);
  });

  it('are shared alike by those that take turns', () => {
    const places = createStreamPlaces(100);
    const taken = { a: 0, b: 0, c: 0 };
    for (let turn = 0; turn < 100; turn += 1) {
      for (const one of ['a', 'b', 'c'] as const) {
        try {
          places.take(one);
          taken[one] += 1;
        } catch {}
      }
    }
    expect(taken).toEqual({ a: 25, b: 25, c: 25 });
  });
});
