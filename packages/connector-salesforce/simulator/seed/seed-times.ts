import type { SeededRandom } from '@concord/testkit/simulator';

const hour = 3600;
const twoYears = 2 * 365 * 24 * hour;

/** When the nth of `total` records was created and last changed. */
export type TimesOf = (index: number, total: number) => { createdAt: number; changedAt: number };

/**
 * Times over the two years before `now` (seconds): creation in the order of ids, changes anywhere after it; one record in
 * twenty carries the stamp of one of a few bulk loads, so that many share a second.
 */
export const seedTimes = (random: SeededRandom, now: number): TimesOf => {
  const latest = now - hour;
  const loads = Array.from({ length: 12 }, () => latest - random.below(twoYears / 4));
  return (index, total) => {
    const createdAt = Math.floor(latest - twoYears + (index / total) * (twoYears - hour));
    const wasLoaded = random.chance(0.05);
    const wasChanged = random.chance(0.6);
    const later = wasChanged
      ? createdAt + random.below(Math.max(1, latest - createdAt))
      : createdAt;
    return { createdAt, changedAt: wasLoaded ? Math.max(createdAt, random.pick(loads)) : later };
  };
};
