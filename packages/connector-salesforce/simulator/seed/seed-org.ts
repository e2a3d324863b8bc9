import type { SeededRandom } from '@concord/testkit/simulator';
import type { Org } from '../org/org.ts';
import { seedAccounts, type SeededAccounts } from './seed-accounts.ts';
import { seedCustom } from './seed-custom.ts';
import { seedContacts, type SeededPeople, seedLeads } from './seed-people.ts';
import { seedTimes } from './seed-times.ts';
import { seedPermissions } from './seed-permissions.ts';
import { seedUsers, type SeedUsers } from './seed-users.ts';

/** How much to plant. */
export interface SeedSizes {
  readonly accounts: number;
  readonly contacts: number;
  readonly leads: number;
  /** Records per further object. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What a test or a demonstration needs to know of the mess that was planted. */
export interface SeedReport {
  readonly users: SeedUsers;
  readonly accounts: SeededAccounts;
  readonly contacts: SeededPeople;
}

const twoYears = 2 * 365 * 86_400;

/** Fills an org: the same seed and start give the same records. */
export const seedOrg = (org: Org, random: SeededRandom, sizes: SeedSizes): SeedReport => {
  const now = Math.floor(org.clock.now() / 1000);
  const began = now - twoYears - 86_400;
  const users = seedUsers(org, began);
  seedPermissions(org, users, began);
  const context = (part: string) => {
    const own = random.fork(part);
    return { org, random: own, times: seedTimes(own, now), users };
  };
  const accounts = seedAccounts(context('accounts'), sizes.accounts);
  const contacts = seedContacts(context('contacts'), sizes.contacts, accounts.accounts);
  seedLeads(context('leads'), sizes.leads, accounts.accounts);
  for (const [object, count] of Object.entries(sizes.rows))
    seedCustom(context(object), object, count);
  return { users, accounts, contacts };
};
