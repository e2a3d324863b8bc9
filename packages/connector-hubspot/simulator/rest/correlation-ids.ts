import type { SeededRandom, VirtualClock } from '@concord/testkit/simulator';

const hex = (random: SeededRandom, digits: number): string =>
  random
    .below(16 ** digits)
    .toString(16)
    .padStart(digits, '0');

/** Ids for answers: UUIDs of version 7, as HubSpot's recent ones are. */
export const createCorrelationIds = (clock: VirtualClock, random: SeededRandom) => (): string => {
  const time = clock.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 6)}${hex(random, 6)}`;
};
