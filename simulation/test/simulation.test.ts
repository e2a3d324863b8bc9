import { describe, expect, it } from 'vitest';
import { corpus } from '../src/corpus.ts';
import { runSeed } from '../src/run-seed.ts';
import { runSeeds, seedsFrom } from '../src/run-seeds.ts';

describe('a simulated run', () => {
  it('is the same for the same seed, step for step', async () => {
    for (const seed of [1, 2, 3]) {
      const [one, other] = [await runSeed(seed), await runSeed(seed)];
      expect(one.hash).toBe(other.hash);
      expect(one.steps).toBe(other.steps);
    }
  });

  it('is another for another seed', async () => {
    const [one, other] = [await runSeed(4), await runSeed(5)];
    expect(one.hash).not.toBe(other.hash);
  });

  it.each([{}, { compensates: false }])(
    'keeps every promise on each seed that ever broke one, with %o (R-DUP-1, R-OVERWRITE-7)',
    async (knobs) => {
      const { failed } = await runSeeds({ seeds: corpus(), knobs });
      expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
    },
    120_000,
  );

  it.each(['salesforce', 'hubspot'] as const)(
    'gives people back what it replaced in %s (R-OVERWRITE-7)',
    async (crm) => {
      const knobs = { crm, compensates: true, rivalEdit: 0.5 };
      const { failed, states } = await runSeeds({ seeds: seedsFrom(1, 25), knobs });
      expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
      expect([...states.keys()]).toContain('a value is put back');
    },
    120_000,
  );

  it('keeps every promise on a few seeds more', async () => {
    const { failed } = await runSeeds({ seeds: seedsFrom(1, 15) });
    expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
  }, 120_000);
});
