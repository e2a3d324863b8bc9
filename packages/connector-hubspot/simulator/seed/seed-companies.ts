import { fakeCompany, spellWebsite } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { planterOf, productValues, type SeedContext } from './plant-record.ts';

/** What a contact needs to know of its company. */
export interface SeededCompany {
  readonly row: number;
  readonly domain: string;
  readonly isArchived: boolean;
}

/** The companies of a seed. */
export interface SeededCompanies {
  /** Live companies by domain, where there are several. */
  readonly duplicates: ReadonlyMap<string, readonly string[]>;
  /** Live companies by a further domain of theirs. */
  readonly byFurtherDomain: ReadonlyMap<string, string>;
  readonly withoutDomain: readonly string[];
  readonly archived: readonly string[];
}

const industries: Readonly<Record<string, string>> = {
  Agriculture: 'AGRICULTURE',
  Banking: 'BANKING',
  Biotechnology: 'BIOTECHNOLOGY',
  Construction: 'CONSTRUCTION',
  Consulting: 'MANAGEMENT_CONSULTING',
  Finance: 'FINANCIAL_SERVICES',
  Healthcare: 'HOSPITAL_HEALTH_CARE',
  Insurance: 'INSURANCE',
  Media: 'MEDIA_PRODUCTION',
  Retail: 'RETAIL',
  Technology: 'COMPUTER_SOFTWARE',
};

const stages = ['subscriber', 'lead', 'lead', 'marketingqualifiedlead', 'opportunity', 'customer'];

type Company = ReturnType<typeof fakeCompany>;

const addressOf = (random: SeededRandom, { street, place }: Company): Record<string, Value> => {
  const isWhole = random.chance(0.5);
  if (!isWhole && !random.chance(0.3)) return {};
  return {
    address: isWhole ? street : null,
    city: isWhole || random.chance(0.5) ? place.city : null,
    zip: isWhole ? place.postalCode : null,
    state: place.state,
    country: place.country,
  };
};

/** Most people type a plain domain; one in four does not. */
const spellDomain = (random: SeededRandom, domain: string): string =>
  random.chance(0.75) ? domain : spellWebsite(domain, random.below(12));

const valuesOf = (
  { random, users }: SeedContext,
  index: number,
  domain: string | null,
): Record<string, Value> => {
  const company = fakeCompany(random, index);
  const some = (chance: number, value: Value): Value => (random.chance(chance) ? value : null);
  return {
    name: random.chance(0.04) ? company.name.toUpperCase() : company.name,
    domain: domain === null ? null : spellDomain(random, domain),
    website: domain === null ? null : some(0.8, spellWebsite(domain, random.below(12))),
    industry: some(0.6, industries[company.industry] ?? null),
    numberofemployees: some(0.5, String(company.employees)),
    annualrevenue: some(0.3, String(company.employees * 150_000)),
    phone: some(0.4, `+1 415 555 01${String(random.below(100)).padStart(2, '0')}`),
    description: some(0.2, `Note by hand: "${company.industry}" company,\nsee last call.`),
    type: some(0.4, 'PROSPECT'),
    lifecyclestage: random.pick(stages),
    hs_pipeline: 'companies-lifecycle-pipeline',
    linkedin_company_page: some(0.3, `https://www.linkedin.com/company/sim-${index}`),
    ...addressOf(random, company),
    do_not_contact: some(0.1, random.pick(['true', 'false'])),
    founded_on: some(0.3, `${1950 + random.below(75)}-0${1 + random.below(9)}-15`),
    regions: some(0.3, random.pick(['AMER', 'EMEA', 'AMER;EMEA', 'APAC'])),
    unify_budget: some(0.1, String(1000 * random.below(500))),
    unify_intent_level: some(0.05, random.pick(['High', 'Medium', 'Low', 'None'])),
    hubspot_owner_id: some(0.7, random.pick([...users.owners, ...users.archivedOwners])),
  };
};

/** Plants companies: one in eight shares its domain with an earlier one, one in twelve has none. */
export const seedCompanies = (
  context: SeedContext,
  count: number,
): { companies: SeededCompany[]; report: SeededCompanies } => {
  const { random, times } = context;
  const plant = planterOf(context, 'companies');
  const companies: SeededCompany[] = [];
  const byDomain = new Map<string, string[]>();
  const byFurtherDomain = new Map<string, string>();
  const withoutDomain: string[] = [];
  const archived: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const isDouble = companies.length > 0 && random.chance(0.12);
    const own = fakeCompany(random.fork(`c${index}`), index).domain;
    const domain = isDouble ? random.pick(companies).domain : own;
    const hasDomain = random.chance(0.92);
    const further = hasDomain && random.chance(0.04) ? `group-${own}` : null;
    const when = times(index, count);
    const isArchived = random.chance(0.01);
    const row = plant({
      ...when,
      isArchived,
      values: {
        ...valuesOf(context, index, hasDomain ? domain : null),
        hs_additional_domains: further,
        ...productValues(random, ['company', index], when.createdAt),
      },
    });
    const id = encodeId(row);
    companies.push({ row, domain, isArchived });
    if (isArchived) archived.push(id);
    else if (!hasDomain) withoutDomain.push(id);
    else byDomain.set(domain, [...(byDomain.get(domain) ?? []), id]);
    if (further !== null && !isArchived) byFurtherDomain.set(further, id);
  }
  const duplicates = new Map([...byDomain].filter(([, ids]) => ids.length > 1));
  return { companies, report: { duplicates, byFurtherDomain, withoutDomain, archived } };
};
