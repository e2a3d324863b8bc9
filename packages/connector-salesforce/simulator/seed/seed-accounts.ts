import { fakeCompany, spellWebsite } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Org } from '../org/org.ts';
import type { Value } from '../store/table.ts';
import { planterOf } from './plant-record.ts';
import type { TimesOf } from './seed-times.ts';
import type { SeedUsers } from './seed-users.ts';

/** What a contact needs to know of its account. */
export interface SeededAccount {
  readonly id: string;
  readonly domain: string;
  readonly isDeleted: boolean;
}

/** The accounts of a seed, and which of them share a domain. */
export interface SeededAccounts {
  readonly accounts: readonly SeededAccount[];
  /** Live accounts by domain, where there are several. */
  readonly duplicates: ReadonlyMap<string, readonly string[]>;
  /** Live accounts whose website is empty. */
  readonly withoutWebsite: readonly string[];
}

/** What the parts of a seed share. */
export interface SeedContext {
  readonly org: Org;
  readonly random: SeededRandom;
  readonly times: TimesOf;
  readonly users: SeedUsers;
}

const plays = ['New funding', 'Website visit', 'Job change', 'Champion moved', 'Tech install'];

/** Fields of the platform on a few records, as an earlier use of it would have left them. */
export const productValues = (
  random: SeededRandom,
  [kind, index]: readonly [string, number],
  at: number,
): Record<string, Value> => {
  if (!random.chance(0.08)) return {};
  const hasKey = random.chance(0.25);
  return {
    Unify_Metadata__c: hasKey ? `seed-${kind}-${index}` : null,
    Unify_Created_At__c: at,
    Unify_Initial_Play__c: random.pick(plays),
    Unify_Initial_Play_At__c: at,
    Unify_Most_Recent_Play__c: random.chance(0.5) ? random.pick(plays) : null,
  };
};

const addressOf = (
  random: SeededRandom,
  prefix: string,
  company: ReturnType<typeof fakeCompany>,
) => {
  const { place, street } = company;
  const isWhole = random.chance(0.5);
  if (!isWhole && !random.chance(0.3)) return {};
  return {
    [`${prefix}Street`]: isWhole ? street : null,
    [`${prefix}City`]: isWhole || random.chance(0.5) ? place.city : null,
    [`${prefix}PostalCode`]: isWhole ? place.postalCode : null,
    [`${prefix}State`]: place.state,
    [`${prefix}StateCode`]: place.stateCode,
    [`${prefix}Country`]: place.country,
    [`${prefix}CountryCode`]: place.countryCode,
  };
};

const valuesOf = (
  context: SeedContext,
  index: number,
  domain: string | null,
): Record<string, Value> => {
  const { random, users } = context;
  const company = fakeCompany(random, index);
  const some = (chance: number, value: Value): Value => (random.chance(chance) ? value : null);
  return {
    Name: random.chance(0.04) ? company.name.toUpperCase() : company.name,
    Website: domain === null ? null : spellWebsite(domain, random.below(12)),
    Type: some(0.4, 'Prospect'),
    Industry: some(0.6, company.industry),
    NumberOfEmployees: some(0.5, company.employees),
    AnnualRevenue: some(0.3, company.employees * 150_000),
    Phone: some(0.4, `+1 415 555 01${String(random.below(100)).padStart(2, '0')}`),
    Description: some(0.2, `Note by hand: "${company.industry}" account,\nsee last call.`),
    ...addressOf(random, 'Billing', company),
    LinkedIn_URL__c: some(0.3, `https://www.linkedin.com/company/sim-${index}`),
    Do_Not_Contact__c: random.chance(0.05),
    Founded__c: some(0.3, `${1950 + random.below(75)}-0${1 + random.below(9)}-15`),
    Region__c: some(0.3, random.pick(['AMER', 'EMEA', 'AMER;EMEA', 'APAC'])),
    Unify_Budget__c: some(0.1, 1000 * random.below(500)),
    Unify_Intent_Level__c: some(0.05, random.pick(['High', 'Medium', 'Low', 'None'])),
    OwnerId: random.pick(users.owners),
  };
};

/** Plants accounts: one in eight shares its domain with an earlier one, one in twelve has no website. */
export const seedAccounts = (context: SeedContext, count: number): SeededAccounts => {
  const { org, random, times, users } = context;
  const plant = planterOf(org.table('Account'));
  const accounts: SeededAccount[] = [];
  const byDomain = new Map<string, string[]>();
  const withoutWebsite: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const isDouble = accounts.length > 0 && random.chance(0.12);
    const domain = isDouble
      ? random.pick(accounts).domain
      : fakeCompany(random.fork(`c${index}`), index).domain;
    const hasWebsite = random.chance(0.92);
    const when = times(index, count);
    const isDeleted = random.chance(0.01);
    const values = {
      ...valuesOf(context, index, hasWebsite ? domain : null),
      ...productValues(random, ['company', index], when.createdAt),
    };
    const id = plant(values, {
      ...when,
      userId: random.chance(0.2) ? users.integration : random.pick(users.owners),
      state: isDeleted ? 'deleted' : 'live',
    });
    accounts.push({ id, domain, isDeleted });
    if (isDeleted) continue;
    if (hasWebsite) byDomain.set(domain, [...(byDomain.get(domain) ?? []), id]);
    else withoutWebsite.push(id);
  }
  const duplicates = new Map([...byDomain].filter(([, ids]) => ids.length > 1));
  return { accounts, duplicates, withoutWebsite };
};
