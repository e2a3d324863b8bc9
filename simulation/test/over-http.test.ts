import { afterAll, describe, expect, it } from 'vitest';
import { openGround } from '../over-http/ground.ts';
import { plantedBugs } from '../src/planted/bugs.ts';

/** A seed takes seconds, and many on a busy machine. */
const timeout = 180_000;

describe('a seed over HTTP and PostgreSQL', { timeout }, async () => {
  const ground = await openGround();
  afterAll(ground.close);

  it('keeps the promises', async () => {
    const { violations, states } = await ground.run(1);
    expect(violations).toEqual([]);
    expect(states.has('journey lost-after')).toBe(true);
    expect((await ground.report()).deadlocks).toBe(0);
  });

  it('finds plans that are stored after the call', async () => {
    const bug = plantedBugs.find(({ name }) => name === 'plans are stored after the call');
    const { violations } = await ground.run(1, { bug: bug ?? null });
    expect(violations[0]?.invariant).toBe('every change has a plan stored before it');
  });

  it('records what took effect although its answer was lost', async () => {
    const { violations } = await ground.run(3, { knobs: { storeLost: 0.2 } });
    expect(violations).toEqual([]);
    expect((await ground.report()).broken.after).toBeGreaterThan(0);
  });
});
