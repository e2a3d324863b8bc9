import type { SeededRandom } from '@concord/testkit/simulator';
import type { Portal } from '../portal/portal.ts';
import type { SeedContext } from './plant-record.ts';
import { seedCompanies, type SeededCompanies } from './seed-companies.ts';
import { seedContacts, type SeededContacts } from './seed-contacts.ts';
import { seedDeals, type SeededDeals } from './seed-deals.ts';
import { seedEmails, type SeededEmails } from './seed-emails.ts';
import { seedMerges } from './seed-merges.ts';
import { seedOwners, type SeedUsers } from './seed-owners.ts';
import { seedTasks, type SeededTasks } from './seed-tasks.ts';
import { seedTimes } from './seed-times.ts';
import { withoutMerged } from './without-merged.ts';

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
  readonly companies: SeededCompanies;
  readonly contacts: SeededContacts;
  readonly deals: SeededDeals;
  readonly tasks: SeededTasks;
  readonly emails: SeededEmails;
  /** Ids that were merged away, by the id of the record they lead to now. */
  readonly merged: {
    readonly companies: ReadonlyMap<string, string>;
    readonly contacts: ReadonlyMap<string, string>;
  };
}

/** Fills a portal: the same seed and start give the same records. */
export const seedPortal = (portal: Portal, random: SeededRandom, sizes: SeedSizes): SeedReport => {
  const users = seedOwners(portal);
  const now = portal.now();
  const context = (part: string): SeedContext => {
    const own = random.fork(part);
    return { portal, random: own, times: seedTimes(own, now), users };
  };
  const companies = seedCompanies(context('companies'), sizes.companies);
  const contacts = seedContacts(context('contacts'), sizes.contacts, companies.companies);
  const deals = seedDeals(context('deals'), sizes.deals);
  const tasks = seedTasks(context('tasks'), sizes.tasks);
  const emails = seedEmails(context('emails'), sizes.emails);
  const merged = {
    companies: seedMerges(context('merges'), 'companies'),
    contacts: seedMerges(context('merges'), 'contacts'),
  };
  portal.history.clear();
  for (const object of portal.schema.keys()) portal.store(object).indexed.clear();
  return {
    users,
    companies: withoutMerged(companies.report, merged.companies),
    contacts: withoutMerged(contacts, merged.contacts),
    deals,
    tasks,
    emails,
    merged,
  };
};
