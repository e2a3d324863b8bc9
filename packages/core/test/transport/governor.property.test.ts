import { createTestClock } from '@concord/testkit';
import type { TestClock } from '@concord/testkit';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGovernor } from '../../src/transport/index.ts';
import type { Governor } from '../../src/transport/index.ts';
import { createLimitedServer, limitOf } from './limited-server.ts';
import type { LimitedServerParts } from './limited-server.ts';

type Limit = Pick<LimitedServerParts, 'max' | 'perMs' | 'tells'>;

const { signal } = new AbortController();
const get = { method: 'GET', path: '/a' };

/** How long requests travel at most. */
interface Journey {
  readonly perMs: number;
  readonly thereMs: number;
  readonly backMs: number;
}

/** As long on their way as the margin, and back even longer. */
const slow: readonly Journey[] = [
  { perMs: 1_000, thereMs: 250, backMs: 2_000 },
  { perMs: 10_000, thereMs: 400, backMs: 20_000 },
];

/** Of a short stretch the answers are quick. */
const usual: readonly Journey[] = [
  { perMs: 1_000, thereMs: 20, backMs: 20 },
  { perMs: 10_000, thereMs: 400, backMs: 20_000 },
];

const upTo = (max: number) => fc.integer({ min: 0, max });

const lineOn = (journeys: readonly Journey[]) =>
  fc.constantFrom(...journeys).chain(({ perMs, thereMs, backMs }) =>
    fc.record({
      limit: fc.record({
        max: fc.integer({ min: 1, max: 12 }),
        perMs: fc.constant(perMs),
        tells: fc.boolean(),
      }),
      travels: fc.array(fc.record({ thereMs: upTo(thereMs), backMs: upTo(backMs) }), {
        minLength: 1,
        maxLength: 30,
      }),
    }),
  );

/** Keeps so many requests waiting or under way until the time is over; what they were answered. */
const keepBusy = (
  clock: TestClock,
  { atOnce, untilMs, ask }: { atOnce: number; untilMs: number; ask: () => Promise<unknown> },
) => {
  const one = async (): Promise<void> => {
    while (Date.parse(clock.now()) < untilMs) await ask();
  };
  return Promise.all(Array.from({ length: atOnce }, one));
};

/** Lets time pass, once what was begun is under way. */
const pass = async (clock: TestClock, ms: number): Promise<void> => {
  await setImmediate();
  await clock.advance(ms);
};

const start = Date.parse('2026-01-01T00:00:00.000Z');

/** Asks again for what was refused. */
const askUntilServed = async (governor: Governor, send: () => Promise<Response>) => {
  for (;;) {
    const { status } = await governor.send(get, { signal, send });
    if (status === 200) return;
  }
};

/** Two limits, of which a request counts against those that it names. */
const limits = [limitOf(3, 10_000), limitOf(2, 1_000)].map((limit, at) => ({
  ...limit,
  name: `limit-${at}`,
  counts: ({ path }: { readonly path: string }) => path.includes(`limit-${at}`),
}));

const open = (limit: Limit, travels: LimitedServerParts['travels']) => {
  const clock = createTestClock();
  const server = createLimitedServer({ clock, ...limit, travels });
  const paced = [limitOf(limit.max, limit.perMs)];
  return { clock, server, governor: createGovernor({ limits: paced, atOnce: 99, clock }) };
};

describe('governor', () => {
  it('never sends more than the limit in any stretch', async () => {
    await fc.assert(
      fc.asyncProperty(lineOn(slow), async ({ limit, travels }) => {
        const { max, perMs } = limit;
        const { clock, server, governor } = open(limit, travels);
        const asked = Array.from({ length: max * 3 }, () =>
          governor.send(get, { signal, send: server.send }),
        );
        await pass(clock, perMs * 9);
        await Promise.all(asked);
        expect(server.refused()).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('uses the limit up but for a twentieth', async () => {
    await fc.assert(
      fc.asyncProperty(lineOn(usual), async ({ limit, travels }) => {
        const { max, perMs } = limit;
        const { clock, server, governor } = open(limit, travels);
        const ask = () => governor.send(get, { signal, send: server.send });
        const busy = keepBusy(clock, { atOnce: max * 4, untilMs: start + perMs * 10, ask });
        await pass(clock, perMs * 10);
        expect(server.asked()).toBeGreaterThanOrEqual(max * 10 * 0.95);
        await pass(clock, perMs * 10);
        await busy;
        expect(server.refused()).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  it('sends in the order of asking, whatever the limits', async () => {
    const asked = fc.array(fc.subarray(limits.map(({ name }) => name)), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(asked, async (paths) => {
        const clock = createTestClock();
        const governor = createGovernor({ limits, atOnce: 5, clock });
        const went: number[] = [];
        const all = paths.map((names, number) => {
          const send = async (): Promise<Response> => {
            went.push(number);
            await clock.sleep(30);
            return new Response();
          };
          return governor.send({ method: 'GET', path: names.join() }, { signal, send });
        });
        await pass(clock, 600_000);
        await Promise.all(all);
        for (const kind of new Set(paths.map(String))) {
          const alike = went.filter((number) => String(paths[number]) === kind);
          expect(alike).toEqual(alike.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('loses nothing beside others, and is seldom refused', async () => {
    const share = fc.double({ min: 0.1, max: 0.4, noNaN: true });
    await fc.assert(
      fc.asyncProperty(lineOn(slow), share, async ({ limit, travels }, theirs) => {
        const { max, perMs } = { ...limit, max: limit.max + 10 };
        const { clock, server, governor } = open({ ...limit, max }, travels);
        const untilMs = start + perMs * 12;
        const takeAside = async (): Promise<void> => {
          server.takeAside();
          await clock.sleep(perMs / max / theirs);
        };
        const others = keepBusy(clock, { atOnce: 1, untilMs, ask: takeAside });
        const ask = () => askUntilServed(governor, server.send);
        const ours = keepBusy(clock, { atOnce: 20, untilMs, ask });
        await pass(clock, perMs * 90);
        await Promise.all([others, ours]);
        expect(server.refused()).toBeLessThanOrEqual(3 + server.asked() * 0.15);
      }),
      { numRuns: 8 },
    );
  });
});
