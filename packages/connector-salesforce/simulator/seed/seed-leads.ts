import { fakePerson } from '@concord/testkit/records';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Value } from '../store/table.ts';
import { type CompanyText, companyWriter, contactPicker, type KnownPerson } from './lead-mess.ts';
import { planterOf, type Planting } from './plant-record.ts';
import { productValues, type SeedContext, type SeededAccount } from './seed-accounts.ts';

/** The leads of a seed, and where the mess in them is. Everything is about live leads unless it says otherwise. */
export interface SeededLeads {
  /** Leads that are not converted by email in lower case, where there are several. */
  readonly duplicates: ReadonlyMap<string, readonly string[]>;
  /** Leads whose email is a contact's too, perhaps in other letters, to that contact. */
  readonly alsoContacts: ReadonlyMap<string, string>;
  /** Converted leads to the contact that each became. */
  readonly converted: ReadonlyMap<string, string>;
  readonly withoutEmail: readonly string[];
  /** Leads whose company or website names an account, in any spelling, to that account. */
  readonly ofAccounts: ReadonlyMap<string, string>;
  /** Leads in the recycle bin to the lead that each was merged into. */
  readonly merged: ReadonlyMap<string, string>;
}

/** A lead planted before, to be doubled. */
interface Earlier {
  readonly id: string;
  readonly email: string;
}

/** What is the matter with a lead. */
type Matter =
  | { readonly kind: 'plain' | 'nameless' | 'deleted' }
  | { readonly kind: 'twin'; readonly of: Earlier }
  | { readonly kind: 'merged'; readonly of: Earlier }
  | { readonly kind: 'contact'; readonly of: KnownPerson }
  | { readonly kind: 'converted'; readonly of: KnownPerson };

type Values = Record<string, Value>;

const shares = [
  ['twin', 0.03],
  ['contact', 0.09],
  ['converted', 0.14],
  ['nameless', 0.19],
  ['merged', 0.193],
  ['deleted', 0.203],
] as const;

interface Others {
  readonly earlier: readonly Earlier[];
  readonly pickContact: () => KnownPerson | null;
}

const matterOf = (random: SeededRandom, { earlier, pickContact }: Others): Matter => {
  const at = random.next();
  const kind = shares.find(([, end]) => at < end)?.[0] ?? 'plain';
  if (kind === 'twin' || kind === 'merged') {
    return earlier.length > 0 ? { kind, of: random.pick(earlier) } : { kind: 'plain' };
  }
  if (kind !== 'contact' && kind !== 'converted') return { kind };
  const of = pickContact();
  return of ? { kind, of } : { kind: 'plain' };
};

const otherCase = (random: SeededRandom, email: string): string => {
  if (random.chance(0.4)) return email.toUpperCase();
  return random.chance(0.5) ? email : email.slice(0, 1).toUpperCase() + email.slice(1);
};

const statuses = ['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted'];
const sources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

const usualValues = (
  random: SeededRandom,
  index: number,
  { company, website, domain }: CompanyText,
): Values => {
  const person = fakePerson(random, index);
  const some = (chance: number, value: Value): Value => (random.chance(chance) ? value : null);
  return {
    FirstName: some(0.93, person.firstName),
    LastName: person.lastName,
    Title: some(0.5, person.title),
    Company: company,
    Website: website,
    Email: `${person.mailbox}x@${domain}`,
    Phone: some(0.4, person.phone),
    MobilePhone: some(0.2, person.phone),
    LeadSource: some(0.6, random.pick(sources)),
    Rating: some(0.2, random.pick(['Hot', 'Warm', 'Cold'])),
    NumberOfEmployees: some(0.2, 1 + random.below(5000)),
    HasOptedOutOfEmail: random.chance(0.03),
    DoNotCall: random.chance(0.02),
    Status: random.pick(statuses),
    ...(random.chance(0.25) ? { CountryCode: 'US', Country: 'United States' } : {}),
    LinkedIn_URL__c: some(0.15, `https://www.linkedin.com/in/sim-lead-${index}`),
  };
};

const conversionOf = (known: KnownPerson, changedAt: number): Values => ({
  Status: 'Closed - Converted',
  IsConverted: true,
  ConvertedDate: new Date(changedAt * 1000).toISOString().slice(0, 10),
  ConvertedAccountId: known.accountId,
  ConvertedContactId: known.contactId,
});

/** What a matter changes of a lead's usual values. */
const changedBy = (random: SeededRandom, matter: Matter, changedAt: number): Values => {
  if (matter.kind === 'nameless') return { Email: null };
  if (!('of' in matter)) return {};
  const email = { Email: otherCase(random, matter.of.email) };
  if (matter.kind === 'merged') return { ...email, MasterRecordId: matter.of.id };
  if (matter.kind === 'twin') return email;
  const names = { FirstName: matter.of.firstName, LastName: matter.of.lastName };
  const conversion = matter.kind === 'converted' ? conversionOf(matter.of, changedAt) : {};
  return { ...email, ...names, ...conversion };
};

const nameOf = ({ FirstName: first, LastName: last }: Values): string =>
  [first, last].filter((part) => (part ?? null) !== null).join(' ');

interface Ledger extends SeededLeads {
  readonly duplicates: Map<string, string[]>;
  readonly alsoContacts: Map<string, string>;
  readonly converted: Map<string, string>;
  readonly withoutEmail: string[];
  readonly ofAccounts: Map<string, string>;
  readonly merged: Map<string, string>;
}

const newLedger = (): Ledger => ({
  duplicates: new Map(),
  alsoContacts: new Map(),
  converted: new Map(),
  withoutEmail: [],
  ofAccounts: new Map(),
  merged: new Map(),
});

const noteTwin = ({ duplicates }: Ledger, of: Earlier, id: string): void => {
  const key = of.email.toLowerCase();
  const group = duplicates.get(key) ?? [of.id];
  group.push(id);
  duplicates.set(key, group);
};

/** Writes down what is the matter with a planted lead. */
const note = (
  ledger: Ledger,
  id: string,
  { matter, accountId }: { matter: Matter; accountId: string | null },
): void => {
  if (matter.kind === 'merged') ledger.merged.set(id, matter.of.id);
  if (matter.kind === 'merged' || matter.kind === 'deleted') return;
  if (accountId !== null) ledger.ofAccounts.set(id, accountId);
  if (matter.kind === 'nameless') ledger.withoutEmail.push(id);
  else if (matter.kind === 'twin') noteTwin(ledger, matter.of, id);
  else if (matter.kind === 'contact') ledger.alsoContacts.set(id, matter.of.contactId);
  else if (matter.kind === 'converted') ledger.converted.set(id, matter.of.contactId);
};

/** How many leads planted lately may be doubled. */
const earlierMax = 512;

/**
 * Plants leads: of a hundred, 3 share the email of another, 6 that of a contact, 5 are converted, 5 have no email, 1 is in
 * the recycle bin; 3 in a thousand were merged. Three in ten name an account, one in ten is owned by a queue.
 */
export const seedLeads = (
  context: SeedContext,
  count: number,
  { accounts, queues }: { accounts: readonly SeededAccount[]; queues: readonly string[] },
): SeededLeads => {
  const { org, random, times, users } = context;
  const plant = planterOf(org.table('Lead'));
  const writeCompany = companyWriter(org, random, accounts);
  const earlier: Earlier[] = [];
  const others = { earlier, pickContact: contactPicker(org, random) };
  const ledger = newLedger();
  for (let index = 0; index < count; index += 1) {
    const when = times(index, count);
    const text = writeCompany(index);
    const matter = matterOf(random, others);
    const usual = usualValues(random, index, text);
    const values: Values = { ...usual, ...changedBy(random, matter, when.changedAt) };
    const isGone = matter.kind === 'merged' || matter.kind === 'deleted';
    const planting: Planting = {
      ...when,
      userId: random.chance(0.2) ? users.integration : random.pick(users.owners),
      state: isGone ? 'deleted' : 'live',
    };
    const owner = random.chance(0.1) ? random.pick(queues) : random.pick(users.owners);
    const id = plant(
      {
        ...values,
        ...productValues(random, ['lead', index], when.createdAt),
        Name: nameOf(values),
        OwnerId: owner,
      },
      planting,
    );
    note(ledger, id, { matter, accountId: text.accountId });
    if (matter.kind !== 'plain') continue;
    const place = earlier.length < earlierMax ? earlier.length : random.below(earlierMax);
    earlier[place] = { id, email: String(values['Email']) };
  }
  return ledger;
};
