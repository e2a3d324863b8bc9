import { fakePerson } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { linkerOf } from './plant-link.ts';
import { planterOf, productValues, type SeedContext } from './plant-record.ts';
import type { SeededCompany } from './seed-companies.ts';

/** The contacts of a seed. */
export interface SeededContacts {
  /** Live contacts by a further address of theirs. */
  readonly byFurtherEmail: ReadonlyMap<string, string>;
  /** Live contacts of one person under different addresses, by the first one's address. */
  readonly samePerson: ReadonlyMap<string, readonly string[]>;
  readonly withoutEmail: readonly string[];
  readonly archived: readonly string[];
}

const stages = [
  'subscriber',
  'lead',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'other',
];

const personValues = ({ random, users }: SeedContext, index: number): Record<string, Value> => {
  const person = fakePerson(random, index);
  const some = (chance: number, value: Value): Value => (random.chance(chance) ? value : null);
  return {
    firstname: some(0.95, person.firstName),
    lastname: some(0.97, person.lastName),
    jobtitle: some(0.6, person.title),
    phone: some(0.5, person.phone),
    mobilephone: some(0.3, person.phone),
    lifecyclestage: random.pick(stages),
    hs_lead_status: some(0.4, random.pick(['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED'])),
    hs_linkedin_url: some(0.2, `https://www.linkedin.com/in/sim-${index}`),
    hubspot_owner_id: some(0.6, random.pick([...users.owners, ...users.archivedOwners])),
    do_not_call: some(0.05, 'true'),
    interests: some(0.1, random.pick(['Events', 'Events;Newsletter', 'Product'])),
    hs_pipeline: 'contacts-lifecycle-pipeline',
    hs_is_contact: 'true',
  };
};

const addressValues = (random: SeededRandom): Record<string, Value> => {
  if (!random.chance(0.3)) return {};
  return random.chance(0.5)
    ? { country: 'United States' }
    : {
        address: `${1 + random.below(900)} Main Street`,
        city: 'Austin',
        zip: '78701',
        state: 'Texas',
        country: 'United States',
      };
};

interface Planted {
  readonly email: string;
  readonly id: string;
  readonly person: number;
}

const emailOf = (random: SeededRandom, domain: string, index: number): string | null =>
  random.chance(0.05) ? null : `${fakePerson(random, index).mailbox}@${domain}`;

const emailValues = (email: string | null, further: string | null): Record<string, Value> => ({
  email,
  hs_additional_emails: further,
  hs_email_domain: email?.split('@')[1] ?? null,
});

interface Draft {
  readonly email: string | null;
  readonly further: string | null;
  readonly twin: Planted | null;
  readonly isArchived: boolean;
}

/** What is found while planting; the newest contacts are kept for others to be the same person as. */
interface Tally {
  readonly byFurtherEmail: Map<string, string>;
  readonly samePerson: Map<string, string[]>;
  readonly withoutEmail: string[];
  readonly archived: string[];
  readonly recent: Planted[];
}

const draftOf = (
  random: SeededRandom,
  { recent }: Tally,
  [domain, index]: [string, number],
): Draft => {
  const twin = recent.length > 0 && random.chance(0.03) ? random.pick(recent) : null;
  const email = emailOf(random, domain, index);
  const further = email !== null && random.chance(0.03) ? `p${index}@home.example` : null;
  return { email, further, twin, isArchived: random.chance(0.01) };
};

const tally = (
  { byFurtherEmail, samePerson, withoutEmail, archived, recent }: Tally,
  { email, further, twin, isArchived }: Draft,
  { id, person, place }: { id: string; person: number; place: number },
): void => {
  if (isArchived) {
    archived.push(id);
    return;
  }
  if (further !== null) byFurtherEmail.set(further, id);
  if (email === null) withoutEmail.push(id);
  else if (twin) samePerson.set(twin.email, [...(samePerson.get(twin.email) ?? [twin.id]), id]);
  else recent[recent.length < 512 ? recent.length : place] = { email, id, person };
};

const plantContact = (
  context: SeedContext,
  plant: ReturnType<typeof planterOf>,
  { draft, index, count }: { draft: Draft; index: number; count: number },
): number => {
  const { random, times } = context;
  const when = times(index, count);
  return plant({
    ...when,
    isArchived: draft.isArchived,
    values: {
      ...personValues(context, draft.twin?.person ?? index),
      ...emailValues(draft.email, draft.further),
      ...addressValues(random),
      ...productValues(random, ['person', index], when.createdAt),
    },
  });
};

/** Plants contacts: one in thirty is a person who has another contact, one in thirty has further addresses, one in twenty has no email. */
export const seedContacts = (
  context: SeedContext,
  count: number,
  companies: readonly SeededCompany[],
): SeededContacts => {
  const { portal, random } = context;
  const table = portal.table('contacts');
  const plant = planterOf(context, 'contacts');
  const link = linkerOf(portal, 'contacts', 'companies');
  const found: Tally = {
    byFurtherEmail: new Map(),
    samePerson: new Map(),
    withoutEmail: [],
    archived: [],
    recent: [],
  };
  for (let index = 0; index < count; index += 1) {
    const company = companies[Math.floor(random.next() ** 1.5 * companies.length)];
    const draft = draftOf(random, found, [company?.domain ?? 'nowhere.example', index]);
    const row = plantContact(context, plant, { draft, index, count });
    table.set(row, 'hs_all_contact_vids', encodeId(row));
    if (company && !company.isArchived && random.chance(0.9)) {
      link(row, company.row, true);
      table.set(row, 'associatedcompanyid', encodeId(company.row));
    }
    tally(found, draft, { id: encodeId(row), person: index, place: random.below(512) });
  }
  const { byFurtherEmail, samePerson, withoutEmail, archived } = found;
  return { byFurtherEmail, samePerson, withoutEmail, archived };
};
