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

/** Plants contacts: one in thirty is a person who has another contact, one in thirty has further addresses, one in twenty has no email. */
export const seedContacts = (
  context: SeedContext,
  count: number,
  companies: readonly SeededCompany[],
): SeededContacts => {
  const { portal, random, times } = context;
  const plant = planterOf(context, 'contacts');
  const link = linkerOf(portal, 'contacts', 'companies');
  const recent: Planted[] = [];
  const byFurtherEmail = new Map<string, string>();
  const samePerson = new Map<string, string[]>();
  const withoutEmail: string[] = [];
  const archived: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const company = companies[Math.floor(random.next() ** 1.5 * companies.length)];
    const domain = company?.domain ?? 'nowhere.example';
    const twin = recent.length > 0 && random.chance(0.03) ? random.pick(recent) : null;
    const email = emailOf(random, domain, index);
    const further = email !== null && random.chance(0.03) ? `p${index}@home.example` : null;
    const isArchived = random.chance(0.01);
    const when = times(index, count);
    const row = plant({
      ...when,
      isArchived,
      values: {
        ...personValues(context, twin?.person ?? index),
        ...emailValues(email, further),
        ...addressValues(random),
        ...productValues(random, ['person', index], when.createdAt),
      },
    });
    const id = encodeId(row);
    portal.table('contacts').set(row, 'hs_all_contact_vids', id);
    if (company && !company.isArchived && random.chance(0.9)) {
      link(row, company.row, true);
      portal.table('contacts').set(row, 'associatedcompanyid', encodeId(company.row));
    }
    if (isArchived) archived.push(id);
    else if (email === null) withoutEmail.push(id);
    else if (twin) samePerson.set(twin.email, [...(samePerson.get(twin.email) ?? [twin.id]), id]);
    else
      recent[recent.length < 512 ? recent.length : random.below(512)] = {
        email,
        id,
        person: index,
      };
    if (further !== null && !isArchived) byFurtherEmail.set(further, id);
  }
  return { byFurtherEmail, samePerson, withoutEmail, archived };
};
