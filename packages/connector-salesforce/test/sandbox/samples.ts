import type { Sample, Samples } from '@concord/testkit/conformance';
import { websiteSpellings } from '@concord/testkit/records';
import type { salesforce } from '../../src/index.ts';

const domainOf = (number: number): string => `acme${number}.example`;
const emailOf = (number: number): string => `person${number}@acme.example`;

const account: Sample = {
  record: (number) => ({
    Name: `Acme ${number}`,
    Website: domainOf(number),
    NumberOfEmployees: number + 1,
    Industry: 'Energy',
  }),
  text: ['Site', 'SicDesc'],
  longText: { field: 'Description', maxLength: 32_000 },
  edgeValues: [
    ['NumberOfEmployees', 0],
    ['NumberOfEmployees', 99_999_999],
    ['AnnualRevenue', 999_999_999_999_999],
    ['Founded__c', '1700-01-01'],
    ['Founded__c', '4000-12-31'],
    ['Do_Not_Contact__c', true],
    ['Unify_Initial_Play_At__c', '2026-03-24T10:00:00.000Z'],
  ],
  types: {
    Name: 'text',
    Website: 'text',
    Description: 'text',
    NumberOfEmployees: 'number',
    AnnualRevenue: 'number',
    Do_Not_Contact__c: 'boolean',
    Founded__c: 'date',
    Unify_Initial_Play_At__c: 'instant',
    Industry: 'choice',
    OwnerId: 'reference',
    BillingAddress: 'unsupported',
    Region__c: 'unsupported',
  },
  refusals: [
    { field: 'Phone', value: '5'.repeat(60) },
    { field: 'Name', value: null },
    { field: 'Unify_Intent_Level__c', value: 'Purple' },
  ],
  keys: {
    domain: {
      field: 'Website',
      value: domainOf,
      spellings: (number) => websiteSpellings.map((spell) => spell(domainOf(number))),
      lookalikes: (number) => [
        `not${domainOf(number)}`,
        `${domainOf(number)}.other.test`,
        `acme${number}xexample`,
        `other.test/${domainOf(number)}`,
      ],
    },
  },
  signals: { contactCount: { object: 'Contact', lookup: 'AccountId' } },
};

const emailKey = {
  field: 'Email',
  value: emailOf,
  spellings: (number: number) => [emailOf(number), emailOf(number).toUpperCase()],
  lookalikes: (number: number) => [`x${emailOf(number)}`, `${emailOf(number)}.test`],
};

const contact: Sample = {
  record: (number) => ({
    FirstName: 'Ada',
    LastName: `Person ${number}`,
    Email: emailOf(number),
  }),
  text: ['Title', 'Department'],
  longText: { field: 'Description', maxLength: 32_000 },
  edgeValues: [
    ['Birthdate', '1900-02-28'],
    ['HasOptedOutOfEmail', true],
    ['LinkedIn_URL__c', 'https://example.test/in/%C3%A9?a=1&b=2#c'],
  ],
  types: {
    LastName: 'text',
    Email: 'text',
    Birthdate: 'date',
    HasOptedOutOfEmail: 'boolean',
    Unify_Initial_Play_At__c: 'instant',
    LeadSource: 'choice',
    AccountId: 'reference',
    MailingAddress: 'unsupported',
  },
  refusals: [
    { field: 'Phone', value: '5'.repeat(60) },
    { field: 'LastName', value: null },
    { field: 'Email', value: 'no address' },
  ],
  keys: { email: emailKey },
  signals: {},
};

const user: Sample = {
  record: (number) => ({
    Username: `user${number}@acme.example`,
    LastName: `User ${number}`,
    Email: `user${number}@acme.example`,
    Alias: `u${number}`,
  }),
  text: ['Title', 'Department'],
  longText: null,
  edgeValues: [['IsActive', false]],
  types: { Email: 'text', IsActive: 'boolean', UserType: 'choice', ManagerId: 'reference' },
  refusals: [],
  keys: {},
  signals: {},
};

/** What the audits need to know of Salesforce's objects. */
export const samples: Samples<typeof salesforce> = {
  User: user,
  Account: account,
  Contact: contact,
};
