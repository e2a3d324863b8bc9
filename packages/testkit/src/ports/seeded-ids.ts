import type { Random } from '@concord/core/ports';
import { createRandom } from '../simulator/seeded-random.ts';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * Chance that a seed decides. Ids have the form of version 7 UUIDs, and count up so that text
 * order is the order they were made in.
 */
export const createSeededRandom = (seed: number): Random => {
  const random = createRandom(seed);
  let made = 0;
  return {
    fraction: () => random.next(),
    id: () => {
      made += 1;
      const tail = `${hex(0x8000 + random.below(0x4000), 4)}-${hex(random.below(2 ** 48), 12)}`;
      return `${hex(made, 8)}-0000-7${hex(random.below(0x1000), 3)}-${tail}`;
    },
  };
};
