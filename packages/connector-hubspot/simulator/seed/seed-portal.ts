import type { SeededRandom } from '@concord/testkit/simulator';
import type { Portal } from '../portal/portal.ts';
import { seedOwners, type SeedUsers } from './seed-owners.ts';

/** How much to plant. */
export interface SeedSizes {
  readonly companies: number;
  readonly contacts: number;
  readonly deals: number;
  readonly tasks: number;
  readonly emails: number;
}

/** What a test or a demonstration needs to know of the mess that was planted. */
export interface SeedReport {
  readonly users: SeedUsers;
}

/** Fills a portal: the same seed and start give the same records. */
export const seedPortal = (
  portal: Portal,
  _random: SeededRandom,
  _sizes: SeedSizes,
): SeedReport => {
  const users = seedOwners(portal);
  return { users };
};
