import { afterAll, describe, expect, it } from 'vitest';
import { openGround } from '../over-http/ground.ts';
import { plantedBugs } from '../src/planted/bugs.ts';

/** A seed takes seconds, and many on a busy machine. */
const timeout = 180_000;

/** The first few, of which one at least meets what is looked for. */
const seeds = [1, 2, 3, 4, 5, 6];

describe('a seed over HTTP and PostgreSQL', { timeout }, async () => {
  const ground = await openGround();
  afterAll(ground.close);

  it('keeps the promises', async () => {
    const reached = new Set<string>();
    for (const seed of seeds.slice(2, 5)) {
      const { violations, states } = await ground.run(seed, { knobs: { lostAfter: 0.3 } });
      expect([seed, violations]).toEqual([seed, []]);
      for (const state of states.keys()) reached.add(state);
    }
    expect(reached).toContain('journey lost-after');
    expect((await ground.report()).deadlocks).toBe(0);
  });

  it('finds plans that are stored after the call', async () => {
    const bug = plantedBugs.find(({ name }) => name === 'plans are stored after the call');
    const broken = new Set<string>();
    for (const seed of seeds) {
      const { violations } = await ground.run(seed, { bug: bug ?? null });
      for (const { invariant } of violations) broken.add(invariant);
      if (broken.size > 0) break;
    }
    expect([...broken]).toContain('every change has a plan stored before it');
  });

  it('records what took effect although its answer was lost', async () => {
    const { violations } = await ground.run(3, { knobs: { storeLost: 0.2 } });
    expect(violations).toEqual([]);
    expect((await ground.report()).broken.after).toBeGreaterThan(0);
  });
});
