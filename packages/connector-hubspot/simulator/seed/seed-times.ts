import type { SeededRandom } from '@concord/testkit/simulator';

const hour = 3_600_000;
const twoYears = 2 * 365 * 24 * hour;

/** When the nth of `total` records was created and last changed, ms since 1970. */
export type TimesOf = (index: number, total: number) => { createdAt: number; modifiedAt: number };

/**
 * Times over the two years before `now`: creation in the order of ids, changes anywhere after it; one record in twenty
 * carries the time of one of a few imports, so that many share a millisecond.
 */
export const seedTimes = (random: SeededRandom, now: number): TimesOf => {
  const latest = now - hour;
  const imports = Array.from({ length: 12 }, () => latest - random.below(twoYears / 4));
  return (index, total) => {
    const createdAt = Math.floor(latest - twoYears + (index / total) * (twoYears - hour));
    const wasImported = random.chance(0.05);
    const wasChanged = random.chance(0.6);
    const later = wasChanged
      ? createdAt + random.below(Math.max(1, latest - createdAt))
      : createdAt;
    return {
      createdAt,
      modifiedAt: wasImported ? Math.max(createdAt, random.pick(imports)) : later,
    };
  };
};
