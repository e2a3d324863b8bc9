import type { CrmFate, MemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { endOf, readyFor, settle, smoothEnd } from './scenario-run.ts';
import { guarantees } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

const fates = ['refused', 'lost-before', 'lost-after', 'late'] as const satisfies CrmFate[];

/** Does the work while one call meets its fate; answers whether there was such a call. */
async function loseOne(
  scenario: Scenario,
  openCrm: () => MemoryCrm,
  to: { readonly fate: CrmFate; readonly call: number },
) {
  const { world } = await readyFor(scenario, openCrm);
  let calls = 0;
  world.crm.fate = () => ((calls += 1) === to.call ? to.fate : 'done');
  await world[scenario.work]();
  const wasMade = calls >= to.call;
  world.crm.fate = () => 'done';
  await world.clock.advance(60_000);
  await world.write();
  world.crm.deliver();
  await settle(world);
  return { world, wasMade };
}

const cases = guarantees.flatMap((guarantee) => fates.map((fate) => ({ ...guarantee, fate })));

describe.each(cases)('a call that is $fate, with $guarantee,', ({ openCrm, fate, scenarios }) => {
  it.each(scenarios)('does no harm in $name (R-DUP-1)', async (scenario) => {
    const end = await smoothEnd(scenario, openCrm);
    let wasMade = true;
    for (let call = 1; wasMade; call += 1) {
      const after = await loseOne(scenario, openCrm, { fate, call });
      wasMade = after.wasMade;
      const when = `call ${call}`;
      expect({ when, ...(await endOf(after.world)) }).toEqual({ when, ...end });
    }
  });
});
