import { expect, it } from 'vitest';
import { plantedBugs } from '../src/planted/bugs.ts';
import { huntBug } from '../src/planted/hunt-bug.ts';

/** Seeds that a bug must show itself in; whoever hides better is hunted by `--bugs`. */
const most = 100;

it.each(plantedBugs.filter(({ isPlain }) => isPlain))(
  'finds the bug that $name',
  async (bug) => {
    const find = await huntBug(bug, { from: 1, most });
    expect(find.seed).not.toBeNull();
  },
  120_000,
);

it('knows twenty broken engines and more', () => {
  const names = new Set(plantedBugs.map(({ name }) => name));
  expect(names.size).toBe(plantedBugs.length);
  expect(names.size).toBeGreaterThanOrEqual(20);
});
