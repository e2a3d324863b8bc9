import type { DuplicateCheck, MatchSpec } from './duplicate-check.ts';

interface PersonFields {
  readonly company: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
}

const people: Readonly<Record<'Contact' | 'Lead', PersonFields>> = {
  Contact: {
    company: 'Account.Name',
    street: 'MailingStreet',
    city: 'MailingCity',
    postalCode: 'MailingPostalCode',
  },
  Lead: { company: 'Company', street: 'Street', city: 'City', postalCode: 'PostalCode' },
};

type Person = keyof typeof people;

// Salesforce: what must agree beside the first and the last name. help.salesforce.com "Standard Contact and Lead Matching
// Rules", read 2026-11-21. Names are compared letter by letter here, where Salesforce also takes variants of a name.
const alternatives = (saved: Person, other: Person): MatchSpec['alternatives'] => {
  const [own, its] = [people[saved], people[other]];
  const names = { FirstName: 'FirstName', LastName: 'LastName' };
  const company = { [own.company]: its.company };
  const street = { ...names, [own.street]: its.street };
  const [title, email, phone] = ['Title', 'Email', 'Phone'].map((name) => ({ [name]: name }));
  return [
    { ...names, ...title, ...company },
    { ...names, ...email },
    { ...names, ...phone },
    { ...street, [own.city]: its.city },
    { ...street, [own.postalCode]: its.postalCode },
    { ...street, ...title },
  ];
};

const match = (saved: Person, other: Person): MatchSpec => ({
  object: other,
  rule: `Standard_${other}_Match_Rule_v1_${other === 'Lead' ? 0 : 1}`,
  engine: 'FuzzyMatchEngine',
  findBy: ['Name', 'Name'],
  alternatives: alternatives(saved, other),
});

const ruleOf = (name: string, saved: Person, others: readonly Person[]): DuplicateCheck => ({
  name,
  object: saved,
  // Salesforce: the standard rules alert on create and only report on edit.
  onCreate: 'alert',
  onEdit: 'report',
  message: 'Use one of these records?',
  match: others.map((other) => match(saved, other)),
});

/** The rules that an org begins with: contacts and leads, each compared with both. */
export const standardDuplicateRules: readonly DuplicateCheck[] = [
  ruleOf('Standard_Contact_Duplicate_Rule', 'Contact', ['Contact']),
  ruleOf('Standard_Rule_for_Contacts_with_Duplicate_Leads', 'Contact', ['Lead']),
  ruleOf('Standard_Lead_Duplicate_Rule', 'Lead', ['Lead', 'Contact']),
];
