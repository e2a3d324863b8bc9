import { fakePerson } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Value } from '../store/table.ts';
import { planterOf } from './plant-record.ts';
import { productValues, type SeedContext, type SeededAccount } from './seed-accounts.ts';

/** The contacts of a seed: which emails several of them have, and which have none. */
export interface SeededPeople {
  /** Live contacts by email in lower case, where there are several. */
  readonly duplicates: ReadonlyMap<string, readonly string[]>;
  /** Live contacts without an email. */
  readonly withoutEmail: readonly string[];
}

const otherCase = (random: SeededRandom, email: string): string => {
  if (random.chance(0.5)) return email.toUpperCase();
  return email.slice(0, 1).toUpperCase() + email.slice(1);
};

const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

const personValues = (random: SeededRandom, index: number): Record<string, Value> => {
  const person = fakePerson(random, index);
  const some = (chance: number, value: Value): Value => (random.chance(chance) ? value : null);
  const firstName = some(0.95, person.firstName);
  return {
    FirstName: firstName,
    LastName: person.lastName,
    Name: firstName === null ? person.lastName : `${person.firstName} ${person.lastName}`,
    Title: some(0.6, person.title),
    Phone: some(0.5, person.phone),
    MobilePhone: some(0.3, person.phone),
    LeadSource: some(0.4, random.pick(leadSources)),
    HasOptedOutOfEmail: random.chance(0.03),
    DoNotCall: random.chance(0.02),
  };
};

const mailingValues = (random: SeededRandom): Record<string, Value> => {
  if (!random.chance(0.3)) return {};
  return random.chance(0.5)
    ? { MailingCountryCode: 'US', MailingCountry: 'United States' }
    : {
        MailingStreet: `${1 + random.below(900)} Main Street`,
        MailingCity: 'Austin',
        MailingPostalCode: '78701',
        MailingStateCode: 'TX',
        MailingState: 'Texas',
        MailingCountryCode: 'US',
        MailingCountry: 'United States',
      };
};

interface Planted {
  readonly email: string;
  readonly id: string;
}

/** Contacts planted lately, for others to share an email with. */
type Recent = Planted[];

const twinOf = (random: SeededRandom, recent: Recent): Planted | null =>
  recent.length > 0 && random.chance(0.03) ? random.pick(recent) : null;

const newEmail = (random: SeededRandom, domain: string, index: number): string | null =>
  random.chance(0.05) ? null : `${fakePerson(random, index).mailbox}@${domain}`;

const remember = (recent: Recent, planted: Planted, at: number): void => {
  recent[recent.length < 512 ? recent.length : at] = planted;
};

const addTo = (
  groups: Map<string, string[]>,
  key: string,
  [first, next]: readonly string[],
): void => {
  const group = groups.get(key) ?? (first === undefined ? [] : [first]);
  if (next !== undefined) group.push(next);
  groups.set(key, group);
};

/** Plants contacts: one in thirty shares its email with another, one in twenty has none. */
export const seedContacts = (
  context: SeedContext,
  count: number,
  accounts: readonly SeededAccount[],
): SeededPeople => {
  const { org, random, times, users } = context;
  const plant = planterOf(org.table('Contact'));
  const recent: Recent = [];
  const duplicates = new Map<string, string[]>();
  const withoutEmail: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const skewed = Math.floor(random.next() ** 1.5 * accounts.length);
    const account = accounts[skewed] ?? { id: null, domain: 'nowhere.example', isDeleted: false };
    const twin = twinOf(random, recent);
    const email = twin ? otherCase(random, twin.email) : newEmail(random, account.domain, index);
    const isDeleted = account.isDeleted || random.chance(0.01);
    const when = times(index, count);
    const values = {
      ...personValues(random, index),
      Email: email,
      AccountId: random.chance(0.05) ? null : account.id,
      ...mailingValues(random),
      LinkedIn_URL__c: random.chance(0.2) ? `https://www.linkedin.com/in/sim-${index}` : null,
      OwnerId: random.pick(users.owners),
      ...productValues(random, ['person', index], when.createdAt),
    };
    const id = plant(values, {
      ...when,
      userId: random.chance(0.2) ? users.integration : random.pick(users.owners),
      state: isDeleted ? 'deleted' : 'live',
    });
    if (isDeleted) continue;
    if (twin) addTo(duplicates, twin.email, [twin.id, id]);
    else if (email === null) withoutEmail.push(id);
    else remember(recent, { email, id }, random.below(512));
  }
  return { duplicates, withoutEmail };
};
