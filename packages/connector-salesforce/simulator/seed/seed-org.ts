import type { SeededRandom } from '@concord/testkit/simulator';
import type { Org } from '../org/org.ts';
import { plantSetup } from '../org/plant-setup.ts';
import { seedAccounts, type SeededAccounts } from './seed-accounts.ts';
import { seedCustom } from './seed-custom.ts';
import { type SeededEmails, seedEmails } from './seed-emails.ts';
import { type SeededOpportunities, seedOpportunities } from './seed-opportunities.ts';
import { type SeededTasks, seedTasks } from './seed-tasks.ts';
import { type SeededLeads, seedLeads } from './seed-leads.ts';
import { seedContacts, type SeededPeople } from './seed-people.ts';
import { seedQueues } from './seed-queues.ts';
import { seedTimes } from './seed-times.ts';
import { seedPermissions } from './seed-permissions.ts';
import { seedUsers, type SeedUsers } from './seed-users.ts';

/** How much to plant. */
export interface SeedSizes {
  readonly accounts: number;
  readonly contacts: number;
  readonly leads: number;
  readonly opportunities: number;
  readonly tasks: number;
  readonly emails: number;
  /** Records per further object. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What a test or a demonstration needs to know of the mess that was planted. */
export interface SeedReport {
  readonly users: SeedUsers;
  readonly accounts: SeededAccounts;
  readonly contacts: SeededPeople;
  readonly leads: SeededLeads;
  /** Queues, which own some of the leads. */
  readonly queues: readonly string[];
  readonly opportunities: SeededOpportunities;
  readonly tasks: SeededTasks;
  readonly emails: SeededEmails;
}

const twoYears = 2 * 365 * 86_400;

/** Fills an org: the same seed and start give the same records. */
export const seedOrg = (org: Org, random: SeededRandom, sizes: SeedSizes): SeedReport => {
  const now = Math.floor(org.clock.now() / 1000);
  const began = now - twoYears - 86_400;
  const users = seedUsers(org, began);
  seedPermissions(org, users, began);
  const queues = seedQueues(org, users, began);
  const context = (part: string) => {
    const own = random.fork(part);
    return { org, random: own, times: seedTimes(own, now), users };
  };
  const accounts = seedAccounts(context('accounts'), sizes.accounts);
  const contacts = seedContacts(context('contacts'), sizes.contacts, accounts.accounts);
  const leads = seedLeads(context('leads'), sizes.leads, { ...accounts, queues });
  const opportunities = seedOpportunities(context('opportunities'), sizes.opportunities);
  const tasks = seedTasks(context('tasks'), sizes.tasks);
  const emails = seedEmails(context('emails'), sizes.emails);
  for (const [object, count] of Object.entries(sizes.rows))
    seedCustom(context(object), object, count);
  plantSetup(org);
  return { users, accounts, contacts, leads, queues, opportunities, tasks, emails };
};
