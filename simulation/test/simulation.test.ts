import { describe, expect, it } from 'vitest';
import { corpus } from '../src/corpus.ts';
import { runSeed } from '../src/run-seed.ts';
import { runSeeds, seedsFrom } from '../src/run-seeds.ts';
import type { SeedsResult } from '../src/run-seeds.ts';
import type { CrmName } from '../src/world/knobs.ts';

const worlds: readonly (readonly CrmName[])[] = [
  ['memory'],
  ['salesforce'],
  ['hubspot'],
  ['memory', 'memory'],
  ['salesforce', 'hubspot'],
];

const wrongs = ({ failed }: SeedsResult) =>
  failed.map(({ seed, violations }) => ({ seed, violations }));

describe('a simulated run', () => {
  it.each(worlds.map((crms) => ({ crms })))(
    'is the same for the same seed, step for step, with $crms',
    async ({ crms }) => {
      for (const seed of [1, 2, 3]) {
        const knobs = { crms };
        const [one, other] = [await runSeed(seed, { knobs }), await runSeed(seed, { knobs })];
        expect(one.hash).toBe(other.hash);
        expect(one.steps).toBe(other.steps);
      }
    },
    60_000,
  );

  it('is another for another seed', async () => {
    const [one, other] = [await runSeed(4), await runSeed(5)];
    expect(one.hash).not.toBe(other.hash);
  });

  it.each([{}, { compensates: false }])(
    'keeps every promise on each seed that ever broke one, with %o (R-DUP-1, R-OVERWRITE-7)',
    async (knobs) => {
      expect(wrongs(await runSeeds({ seeds: corpus(), knobs }))).toEqual([]);
    },
    120_000,
  );

  it.each([
    { crm: 'memory', count: 100 },
    { crm: 'salesforce', count: 25 },
    { crm: 'hubspot', count: 25 },
  ] as const)(
    'gives people back what it replaced in $crm (R-OVERWRITE-7)',
    async ({ crm, count }) => {
      const knobs = { crms: [crm], compensates: true, rivalEdit: 0.5 };
      const result = await runSeeds({ seeds: seedsFrom(1, count), knobs });
      expect(wrongs(result)).toEqual([]);
      expect([...result.states.keys()]).toContain('a value is put back');
    },
    120_000,
  );

  it.each([{ crms: worlds[3] }, { crms: worlds[4] }])(
    'keeps every promise between two CRMs, with $crms (R-DUP-1)',
    async ({ crms = [] }) => {
      expect(wrongs(await runSeeds({ seeds: seedsFrom(1, 10), knobs: { crms } }))).toEqual([]);
    },
    120_000,
  );

  it('keeps every promise on a few seeds more', async () => {
    expect(wrongs(await runSeeds({ seeds: seedsFrom(1, 200) }))).toEqual([]);
  }, 120_000);
});
