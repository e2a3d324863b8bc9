import type { CompanyInput, PersonInput } from '@concord/core/engine';
import type { PlatformRecord } from '@concord/core/platform';
import { fakeCompany, fakePerson, spellWebsite } from '@concord/testkit/records';
import { createRandom, type SeededRandom } from '@concord/testkit/simulator';

/** Somebody whom an email goes to before they are in the CRM (R-EMAIL-3). */
export const latecomer = 'latecomer@mail.example';

/** What the platform knows by itself, before anything is written. */
export interface PlatformKnowledge {
  readonly companies: readonly CompanyInput[];
  readonly people: readonly PersonInput[];
}

/** What was read from the CRM, of which the platform is to know more. */
export interface KnownRecords {
  readonly companies: readonly PlatformRecord[];
  readonly people: readonly PlatformRecord[];
}

const counts = { knownCompanies: 30, newCompanies: 15, knownPeople: 50, newPeople: 45, leads: 10 };

// Far behind the simulator's own, so that no made-up record is made twice.
const firstIndex = 1_000_000;

const linkedIn = (kind: 'company' | 'in', name: string): string =>
  `https://www.linkedin.com/${kind}/${encodeURIComponent(name.toLowerCase().replaceAll(' ', '-'))}`;

const everyNth = <Item>(items: readonly Item[], count: number): Item[] => {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0).slice(0, count);
};

const companyFields = (random: SeededRandom, index: number): CompanyInput['fields'] => {
  const { name, street, place, industry, employees } = fakeCompany(random, index);
  return {
    name,
    street,
    city: place.city,
    postalCode: place.postalCode,
    country: place.countryCode,
    industry,
    employeeCount: employees,
    description: 'Found by the platform',
    linkedInUrl: linkedIn('company', name),
    intentLevel: random.pick(['High', 'Medium', 'Low', 'None']),
  };
};

const knownCompany = (
  random: SeededRandom,
  { key }: PlatformRecord,
  index: number,
): CompanyInput => ({
  domain: spellWebsite(key, index),
  fields: companyFields(random, firstIndex + index) ?? {},
});

const newCompany = (random: SeededRandom, index: number): CompanyInput => {
  const at = firstIndex * 2 + index;
  const { domain } = fakeCompany(random.fork('domain'), at);
  return { domain: spellWebsite(domain, index), fields: companyFields(random, at) ?? {} };
};

const personFields = (random: SeededRandom, index: number): PersonInput['fields'] => {
  const { firstName, lastName, title, phone } = fakePerson(random, index);
  return {
    firstName,
    lastName,
    title,
    workPhone: phone,
    linkedInUrl: linkedIn('in', `${firstName} ${lastName}`),
  };
};

const shout = (email: string, index: number): string =>
  index % 3 === 0 ? ` ${email.toUpperCase()} ` : email;

const knownPerson = (
  random: SeededRandom,
  { key }: PlatformRecord,
  index: number,
): PersonInput => ({
  email: shout(key, index),
  fields: personFields(random, firstIndex + index) ?? {},
});

const newPerson = (random: SeededRandom, company: CompanyInput, index: number): PersonInput => {
  const { mailbox } = fakePerson(random.fork('mailbox'), firstIndex * 2 + index);
  const fields = personFields(random, firstIndex * 2 + index) ?? {};
  return { email: `${mailbox}@mail${index}.example`, fields, company: { domain: company.domain } };
};

const nonsense: PlatformKnowledge = {
  companies: ['', 'not a website', 'http://', '192.168.0.1', 'localhost'].map((domain) => ({
    domain,
  })),
  people: ['', 'nobody', 'two@@example.com', 'a b@example.com', '@example.com'].map((email) => ({
    email,
  })),
};

/**
 * Companies and people of which the platform knows more or less than the CRM, in other spellings;
 * some that only the platform knows, and a few that are nonsense and have to be refused.
 */
export const createKnowledge = (known: KnownRecords, seed: number): PlatformKnowledge => {
  const random = createRandom(seed);
  const knownCompanies = everyNth(known.companies, counts.knownCompanies);
  const companies = [
    ...knownCompanies.map((record, index) => knownCompany(random, record, index)),
    ...Array.from({ length: counts.newCompanies }, (_, index) => newCompany(random, index)),
  ];
  const people = [
    ...everyNth(known.people, counts.knownPeople).map((record, index) =>
      knownPerson(random, record, index),
    ),
    ...Array.from({ length: counts.newPeople }, (_, index) =>
      newPerson(random, random.pick(companies), index),
    ),
  ];
  return {
    companies: [...companies, ...nonsense.companies],
    people: [...people, ...nonsense.people],
  };
};

/**
 * People that a Play comes to later, to become leads where they are nobody: some who are leads
 * already, or contacts too; some whom only the platform knows, the first of them the `latecomer`.
 */
export const createLatecomers = (leads: readonly string[], seed: number): PersonInput[] => {
  const random = createRandom(seed).fork('late');
  const known = leads.map((email, index) => {
    const fields = personFields(random, firstIndex * 3 + index) ?? {};
    return { email: shout(email, index), fields };
  });
  const found = Array.from({ length: counts.leads }, (_, index) =>
    newPerson(random, newCompany(random, counts.newCompanies + index), counts.newPeople + index),
  );
  return [
    ...known,
    ...found.map((person, index) => (index === 0 ? { ...person, email: latecomer } : person)),
  ];
};
