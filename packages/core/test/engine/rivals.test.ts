import type { Store } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { endOf, readyFor, settle, smoothEnd } from './scenario-run.ts';
import { guarantees } from './scenarios.ts';
import type { Guaranteed, Scenario } from './scenarios.ts';

/** A store whose nth answer reaches its process late, and which hears of no renewal meanwhile. */
function stallingStore(
  store: Store,
  stall: { readonly at: number; readonly meanwhile: () => Promise<void> },
) {
  let calls = -Infinity;
  let isStalled = false;
  const answer = async (name: keyof Store, given: never[]) => {
    if (isStalled && name === 'renewLease') throw new Error('asleep');
    const got = await (store[name] as (...all: never[]) => Promise<unknown>)(...given);
    if ((calls += 1) !== stall.at) return got;
    isStalled = true;
    await stall.meanwhile();
    isStalled = false;
    return got;
  };
  return {
    store: new Proxy(store, {
      get:
        (_, name: keyof Store) =>
        (...given: never[]) =>
          answer(name, given),
    }),
    start: () => {
      calls = 0;
    },
    isOver: () => calls >= stall.at,
  };
}

/** One process falls asleep in its work until another has taken over, and wakes again. */
async function fallAsleep(scenario: Scenario, at: number, openCrm: Guaranteed['openCrm']) {
  const { world, again } = await readyFor(scenario, openCrm);
  const rival = await again({ parts: { holder: 'rival' } });
  const meanwhile = async () => {
    await world.clock.advance(31_000);
    await rival[scenario.work]();
  };
  const stalling = stallingStore(world.store, { at, meanwhile });
  const sleeper = await again({ store: stalling.store, parts: { holder: 'sleeper' } });
  stalling.start();
  await sleeper[scenario.work]().catch(() => {});
  await settle(rival);
  return { rival, slept: stalling.isOver() };
}

describe.each(guarantees)(
  'two processes on one store, with $guarantee,',
  ({ openCrm, scenarios }) => {
    it.each(scenarios)(
      'do no harm to $name, whenever one takes over (R-DUP-1)',
      async (scenario) => {
        const end = await smoothEnd(scenario, openCrm);
        let slept = true;
        for (let at = 1; slept; at += 1) {
          const after = await fallAsleep(scenario, at, openCrm);
          slept = after.slept;
          expect({ at, ...(await endOf(after.rival)) }).toEqual({ at, ...end });
        }
      },
      30_000,
    );
  },
);
