import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSeed } from '../src/run-seed.ts';
import { runSeeds, seedsFrom } from '../src/run-seeds.ts';

const corpus = JSON.parse(
  readFileSync(new URL('../corpus.json', import.meta.url), 'utf8'),
) as number[];

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

  it('keeps every promise on each seed that ever broke one (R-DUP-1, R-OVERWRITE-7)', async () => {
    const { failed } = await runSeeds({ seeds: corpus });
    expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
  }, 120_000);

  it('keeps every promise on a few seeds more', async () => {
    const { failed } = await runSeeds({ seeds: seedsFrom(1, 15) });
    expect(failed.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
  }, 120_000);
});
