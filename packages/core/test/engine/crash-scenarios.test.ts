import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createMortal, makeMortal, mortalStore } from './mortal.ts';
import { endOf, readyFor, settle, smoothEnd } from './scenario-run.ts';
import { guarantees } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

/** Does the work, dies at a step, starts anew and runs until nothing is due. */
async function dieAndRestart(scenario: Scenario, openCrm: () => MemoryCrm, diesAt: number) {
  const { world, again } = await readyFor(scenario, openCrm);
  const mortal = createMortal(diesAt);
  makeMortal(world.crm, mortal);
  const parts = { holder: 'dying' };
  const dying = await again({ store: mortalStore(world.store, mortal), parts });
  mortal.start();
  await dying[scenario.work]().catch(() => {});
  world.crm.fate = () => 'done';
  const second = await again({ parts: { holder: 'second' } });
  await settle(second);
  return { world: second, died: mortal.isDead() };
}

describe.each(guarantees)(
  'a process killed at any step, with $guarantee,',
  ({ openCrm, scenarios }) => {
    it.each(scenarios)(
      'of $name is succeeded without harm (R-DUP-1)',
      async (scenario) => {
        const end = await smoothEnd(scenario, openCrm);
        let died = true;
        let diesAt = 0;
        for (; died; diesAt += 1) {
          const after = await dieAndRestart(scenario, openCrm, diesAt);
          died = after.died;
          const when = `killed at step ${diesAt}`;
          expect({ when, ...(await endOf(after.world)) }).toEqual({ when, ...end });
        }
        expect(diesAt).toBeGreaterThan(20);
      },
      30_000,
    );
  },
);
