import type { HappeningKind, Sample, Samples } from '@concord/testkit/conformance';
import { websiteSpellings } from '@concord/testkit/records';
import type { salesforce } from '../../src/index.ts';

const domainOf = (number: number): string => `acme${number}.example`;
const emailOf = (number: number): string => `person${number}@acme.example`;

const people: readonly HappeningKind[] = ['remove', 'restore', 'merge', 'refuseDuplicates'];

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
  happens: people,
  history: 'all',
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
  happens: people,
  history: 'all',
  keys: { email: emailKey },
  signals: {},
};

const lead: Sample = {
  record: (number) => ({
    LastName: `Person ${number}`,
    Company: 'Acme',
    Email: emailOf(number),
  }),
  text: ['Title', 'Unify_Initial_Play__c'],
  longText: { field: 'Description', maxLength: 32_000 },
  edgeValues: [
    ['HasOptedOutOfEmail', true],
    ['NumberOfEmployees', 0],
    ['Website', 'https://example.test/%C3%A9?a=1&b=2#c'],
  ],
  types: {
    LastName: 'text',
    Company: 'text',
    Email: 'text',
    NumberOfEmployees: 'number',
    HasOptedOutOfEmail: 'boolean',
    ConvertedDate: 'date',
    Unify_Initial_Play_At__c: 'instant',
    Unify_Most_Recent_Sequence_Status__c: 'choice',
    ConvertedContactId: 'reference',
    Address: 'unsupported',
  },
  refusals: [
    { field: 'Phone', value: '5'.repeat(60) },
    { field: 'Company', value: null },
    { field: 'Unify_Most_Recent_Sequence_Status__c', value: 'Purple' },
  ],
  happens: [...people, 'convert'],
  history: 'all',
  keys: { email: emailKey },
  signals: {},
};

const opportunity: Sample = {
  record: (number) => ({
    Name: `Engines ${number}`,
    StageName: 'Prospecting',
    CloseDate: '2026-06-30',
    Amount: 1200.5,
  }),
  text: ['NextStep', 'Segment__c'],
  longText: { field: 'Description', maxLength: 32_000 },
  edgeValues: [
    ['Amount', 0],
    ['CloseDate', '1700-01-01'],
  ],
  types: {
    Name: 'text',
    StageName: 'choice',
    CloseDate: 'date',
    Amount: 'number',
    IsWon: 'boolean',
    AccountId: 'reference',
  },
  refusals: [],
  happens: ['remove', 'restore'],
  history: 'all',
  keys: {},
  signals: {},
};

const role: Sample = {
  record: (number) => ({ Role: number % 2 === 0 ? 'Influencer' : 'Evaluator' }),
  text: ['Segment__c', 'Reason__c'],
  longText: null,
  edgeValues: [['IsPrimary', true]],
  types: { Role: 'choice', IsPrimary: 'boolean', ContactId: 'reference', Reason__c: 'text' },
  refusals: [],
  happens: ['remove'],
  history: 'all',
  keys: {},
  signals: {},
};

const task: Sample = {
  record: (number) => ({ Subject: `Call ${number}`, ActivityDate: '2026-03-27' }),
  text: ['CallDisposition', 'CallObject'],
  longText: { field: 'Description', maxLength: 32_000 },
  edgeValues: [
    ['ActivityDate', '1700-01-01'],
    ['CallDurationInSeconds', 0],
  ],
  types: {
    Subject: 'choice',
    ActivityDate: 'date',
    IsClosed: 'boolean',
    CallDisposition: 'text',
    CallDurationInSeconds: 'number',
    CompletedDateTime: 'instant',
    WhoId: 'reference',
  },
  refusals: [
    { field: 'Subject', value: 'x'.repeat(256) },
    { field: 'TaskSubtype', value: 'Purple' },
  ],
  happens: ['remove', 'restore'],
  history: 'none',
  keys: {},
  signals: {},
};

const messageIdOf = (number: number): string => `<${number}@platform.example>`;

const emailMessage: Sample = {
  record: (number) => ({
    Subject: `Engines ${number}`,
    MessageIdentifier: messageIdOf(number),
    Status: '3',
  }),
  text: ['Unify_Enrolled_By_Play__c', 'Unify_Sequence_Name__c'],
  longText: { field: 'HtmlBody', maxLength: 131_072 },
  edgeValues: [],
  types: {
    Subject: 'text',
    HtmlBody: 'text',
    Status: 'choice',
    Incoming: 'boolean',
    MessageDate: 'instant',
    Unify_Click_Count__c: 'number',
    RelatedToId: 'reference',
    ToIds: 'unsupported',
  },
  refusals: [{ field: 'Unify_Sequence_Name__c', value: 'x'.repeat(256) }],
  happens: ['remove', 'restore'],
  history: 'none',
  keys: {
    'message-id': {
      field: 'MessageIdentifier',
      value: messageIdOf,
      spellings: (number) => [messageIdOf(number), `${number}@platform.example`],
      lookalikes: (number) => [
        `<1${number}@platform.example>`,
        `<${number}@platform.example.test>`,
        `<<${number}@platform.example>>`,
      ],
    },
  },
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
  happens: [],
  history: 'all',
  keys: {},
  signals: {},
};

/** What the audits need to know of Salesforce's objects. */
export const samples: Samples<typeof salesforce> = {
  User: user,
  Account: account,
  Contact: contact,
  Lead: lead,
  Opportunity: opportunity,
  OpportunityContactRole: role,
  Task: task,
  EmailMessage: emailMessage,
};
