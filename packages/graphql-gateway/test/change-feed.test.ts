import { createMemoryStore } from '@concord/core/memory-store';
import type { Store } from '@concord/core/ports';
import { createTestClock } from '@concord/testkit';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChangeFeed, type FeedParts, type FeedStep } from '../src/live/change-feed.ts';

const { aRun } = samples;

const createFeed = (options: Partial<FeedParts> = {}) => {
  const store = options.store ?? createMemoryStore();
  const clock = createTestClock();
  const misses: unknown[] = [];
  const feed = createChangeFeed({
    store,
    clock,
    onMiss: (error) => misses.push(error),
    ...options,
  });
  return { store: store as Store, clock, feed, misses };
};

/** Follows from a place; `read` takes as many steps as are there. */
const follow = ({ feed }: ReturnType<typeof createFeed>, after: string | null) => {
  const over = new AbortController();
  const steps = feed.follow(after, { signal: over.signal, told: () => {} });
  const seen: FeedStep[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((go) => setImmediate(go));
  };
  let pending: Promise<IteratorResult<FeedStep, void>> | null = null;
  const pull = async (): Promise<boolean> => {
    pending ??= steps.next();
    const step = await Promise.race([pending, settle()]);
    if (step === undefined) return false;
    pending = null;
    if (step.done === true) return false;
    seen.push(step.value);
    return true;
  };
  return {
    seen,
    ids: () => seen.flatMap(({ change }) => change?.ids ?? ['missed']),
    /** Takes what is there, `max` at most. */
    read: async (max = Number.POSITIVE_INFINITY) => {
      for (let count = 0; count < max && (await pull()); count += 1);
    },
    leave: async () => {
      over.abort();
      await pending;
      await steps.return();
    },
  };
};

const save = (store: Store, ...ids: string[]) =>
  Promise.all(ids.map((id) => store.saveRun(aRun({ id }))));

describe('the change feed', () => {
  it('keeps nothing for a slow follower, and says that it missed some', async () => {
    const parts = createFeed({ recentMax: { changes: 3, ids: 100 } });
    const slow = follow(parts, null);
    const quick = follow(parts, null);
    await slow.read();
    await quick.read();
    const all = Array.from({ length: 20 }, (_, at) => `r${at}`);
    for (const id of all) {
      await save(parts.store, id);
      await quick.read();
    }
    await slow.read();
    await save(parts.store, 'last');
    await slow.read();
    await quick.read();
    expect(quick.ids()).toEqual([...all, 'last']);
    expect(slow.ids()).toEqual(['r0', 'missed', 'last']);
    await Promise.all([slow.leave(), quick.leave()]);
  });

  it('bounds its memory by ids too', async () => {
    const parts = createFeed({ recentMax: { changes: 100, ids: 10 } });
    const slow = follow(parts, null);
    const quick = follow(parts, null);
    await slow.read();
    await quick.read();
    const people = Array.from({ length: 11 }, (_, at) =>
      samples.aPerson({ id: `p${at}`, key: `p${at}@acme.example` }),
    );
    await parts.store.saveAndRequest(people, []);
    await quick.read();
    await slow.read();
    expect(slow.ids()).toEqual(['missed']);
    await Promise.all([slow.leave(), quick.leave()]);
  });

  it('looks again by itself when a bell was lost', async () => {
    const store = createMemoryStore();
    const parts = createFeed({ store: { ...store, onChange: async () => async () => {} } });
    const one = follow(parts, null);
    await one.read();
    await save(store, 'r1');
    await one.read();
    expect(one.ids()).toEqual([]);
    await parts.clock.advance(1_000);
    await one.read();
    expect(one.ids()).toEqual(['r1']);
    await one.leave();
  });

  it('goes on when the store fails for a moment', async () => {
    const store = createMemoryStore();
    let failures = 2;
    const listChanges: Store['listChanges'] = (query) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('away')) : store.listChanges(query);
    };
    const parts = createFeed({ store: { ...store, listChanges } });
    const one = follow(parts, null);
    await one.read();
    await save(store, 'r1');
    await one.read();
    await parts.clock.advance(3_000);
    await one.read();
    expect(one.ids()).toEqual(['r1']);
    expect(parts.misses).toHaveLength(2);
    await one.leave();
  });

  it('misses nothing where places move on without changes', async () => {
    const store = createMemoryStore();
    const parts = createFeed({
      store: {
        ...store,
        lastChange: async () => `${await store.lastChange()}5`,
        listChanges: ({ after, limit }) => store.listChanges({ after: after.slice(0, 16), limit }),
      },
    });
    const one = follow(parts, await store.lastChange());
    await one.read();
    await save(store, 'r1');
    await one.read();
    expect(one.ids()).toEqual(['r1']);
    await one.leave();
  });

  it('reads once for all followers', async () => {
    const store = createMemoryStore();
    let reads = 0;
    const listChanges: Store['listChanges'] = (query) => {
      reads += 1;
      return store.listChanges(query);
    };
    const parts = createFeed({ store: { ...store, listChanges } });
    const all = Array.from({ length: 50 }, () => follow(parts, null));
    for (const one of all) await one.read();
    reads = 0;
    await save(store, 'r1');
    for (const one of all) await one.read();
    expect(all.map((one) => one.ids())).toEqual(all.map(() => ['r1']));
    expect(reads).toBeLessThanOrEqual(2);
    await Promise.all(all.map((one) => one.leave()));
  });

  it('neither misses nor repeats, however connections are lost', async () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({ move: fc.constant('save' as const), count: fc.integer({ min: 1, max: 9 }) }),
        fc.record({ move: fc.constant('read' as const), count: fc.integer({ min: 1, max: 9 }) }),
        fc.record({ move: fc.constant('lose' as const), count: fc.constant(0) }),
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const parts = createFeed();
        const saved: string[] = [];
        const told: string[] = [];
        let place = await parts.store.lastChange();
        let reader = follow(parts, place);
        const lose = async () => {
          await reader.leave();
          told.push(...reader.ids());
          place = reader.seen.at(-1)?.place ?? place;
          reader = follow(parts, place);
        };
        for (const { move, count } of list) {
          if (move === 'read') await reader.read(count);
          if (move === 'lose') await lose();
          const news = Array.from({ length: move === 'save' ? count : 0 }, (_, at) => at);
          for (const id of news.map((at) => `r${saved.length + at}`)) await save(parts.store, id);
          saved.push(...news.map((at) => `r${saved.length + at}`));
        }
        await reader.read();
        await lose();
        await reader.leave();
        expect(told).toEqual(saved);
      }),
      { numRuns: 50 },
    );
  });
});
