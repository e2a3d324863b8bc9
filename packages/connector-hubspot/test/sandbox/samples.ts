import type { Sample, SampleKey, Samples } from '@concord/testkit/conformance';
import { websiteSpellings } from '@concord/testkit/records';
import type { hubspot } from '../../src/index.ts';

const domainOf = (number: number): string => `acme${number}.example`;
const emailOf = (number: number): string => `person${number}@acme.example`;
const messageIdOf = (number: number): string => `<${number}@platform.example>`;

const owner: Sample = {
  record: (number) => ({ email: `owner${number}@acme.example` }),
  text: ['firstName', 'lastName'],
  longText: null,
  edgeValues: [],
  types: { email: 'text', firstName: 'text' },
  refusals: [],
  happens: ['remove'],
  hasFixedFields: true,
  history: 'all',
  keys: {},
  signals: {},
};

const companyKey: SampleKey = {
  field: 'domain',
  value: domainOf,
  spellings: (number) => websiteSpellings.map((spell) => spell(domainOf(number))),
  further: (number) => ({
    domain: `other${number}.test`,
    hs_additional_domains: `third${number}.test;${domainOf(number)}`,
  }),
  lookalikes: (number) => [
    `not${domainOf(number)}`,
    `not-${domainOf(number)}`,
    `${domainOf(number)}.other.test`,
  ],
};

const company: Sample = {
  record: (number) => ({
    name: `Acme ${number}`,
    domain: domainOf(number),
    numberofemployees: number + 1,
    industry: 'OIL_ENERGY',
  }),
  text: ['founded_year', 'timezone'],
  longText: { field: 'description', maxLength: 65_536 },
  edgeValues: [
    ['numberofemployees', 0],
    ['annualrevenue', 999_999_999_999_999],
    ['annualrevenue', -0.5],
    ['founded_on', '1700-01-01'],
    ['founded_on', '4000-12-31'],
    ['do_not_contact', true],
    ['unify_initial_play_at', '2026-03-24T10:00:00.000Z'],
  ],
  types: {
    name: 'text',
    domain: 'text',
    description: 'text',
    numberofemployees: 'number',
    do_not_contact: 'boolean',
    founded_on: 'date',
    unify_initial_play_at: 'instant',
    industry: 'choice',
    regions: 'unsupported',
  },
  refusals: [
    { field: 'hs_lead_status', value: 'Purple' },
    { field: 'annualrevenue', value: 'much' },
    { field: 'description', value: 'x'.repeat(65_537) },
  ],
  happens: ['remove', 'restore', 'merge'],
  history: 'all',
  keys: { domain: companyKey },
  signals: {},
};

const contactKey: SampleKey = {
  field: 'email',
  value: emailOf,
  isUnique: true,
  spellings: (number) => [emailOf(number), emailOf(number).toUpperCase()],
  further: (number) => ({
    email: `other${number}@acme.example`,
    hs_additional_emails: `third${number}@acme.example;${emailOf(number)}`,
  }),
  lookalikes: (number) => [`x${emailOf(number)}`, `${emailOf(number)}.test`],
};

const contact: Sample = {
  record: (number) => ({
    firstname: 'Ada',
    lastname: `Person ${number}`,
    email: emailOf(number),
  }),
  text: ['jobtitle', 'salutation'],
  longText: { field: 'message', maxLength: 65_536 },
  edgeValues: [
    ['date_of_birth', '1900-02-28'],
    ['do_not_call', true],
    ['do_not_call', false],
    ['hs_linkedin_url', 'https://example.test/in/%C3%A9?a=1&b=2#c'],
  ],
  types: {
    lastname: 'text',
    email: 'text',
    date_of_birth: 'date',
    do_not_call: 'boolean',
    unify_initial_play_at: 'instant',
    lifecyclestage: 'choice',
    associatedcompanyid: 'reference',
    interests: 'unsupported',
  },
  refusals: [
    { field: 'hs_lead_status', value: 'Purple' },
    { field: 'email', value: 'no address' },
    { field: 'date_of_birth', value: 'in spring' },
  ],
  happens: ['remove', 'restore', 'merge', 'refuseDuplicates'],
  history: 'all',
  keys: { email: contactKey },
  signals: {},
};

const deal: Sample = {
  record: (number) => ({
    dealname: `Engines ${number}`,
    dealtype: 'newbusiness',
    amount: 1200.5,
  }),
  text: ['segment', 'reason'],
  longText: { field: 'description', maxLength: 65_536 },
  edgeValues: [
    ['amount', 0],
    ['closedate', '1700-01-01T00:00:00.000Z'],
  ],
  types: {
    dealname: 'text',
    dealstage: 'choice',
    closedate: 'instant',
    amount: 'number',
    hs_is_closed_won: 'boolean',
  },
  refusals: [],
  happens: ['remove', 'restore', 'merge'],
  history: 'all',
  keys: {},
  signals: {},
};

const task: Sample = {
  record: (number) => ({
    hs_task_subject: `Call ${number}`,
    hs_timestamp: '2026-06-03T09:00:00.000Z',
    hs_task_status: 'NOT_STARTED',
  }),
  text: ['segment', 'reason'],
  longText: { field: 'hs_task_body', maxLength: 65_536 },
  edgeValues: [['hs_task_priority', 'LOW']],
  types: {
    hs_task_subject: 'text',
    hs_task_status: 'choice',
    hs_timestamp: 'instant',
    hs_task_is_completed: 'boolean',
  },
  refusals: [
    { field: 'hs_task_status', value: 'Purple' },
    { field: 'hs_timestamp', value: 'in spring' },
  ],
  happens: ['remove', 'restore'],
  history: 'none',
  keys: {},
  signals: {},
};

const email: Sample = {
  record: (number) => ({
    hs_timestamp: '2026-06-01T09:00:00.000Z',
    hs_email_direction: 'EMAIL',
    hs_email_subject: `Engines ${number}`,
    hs_email_message_id: messageIdOf(number),
  }),
  text: ['unify_enrolled_by_play', 'unify_sequence_name'],
  longText: { field: 'hs_email_html', maxLength: 65_536 },
  edgeValues: [],
  types: {
    hs_email_subject: 'text',
    hs_email_html: 'text',
    hs_email_direction: 'choice',
    hs_timestamp: 'instant',
    unify_click_count: 'number',
    unify_is_opened: 'boolean',
  },
  refusals: [
    { field: 'unify_click_count', value: 'many' },
    { field: 'hs_email_direction', value: 'Purple' },
  ],
  happens: [],
  history: 'none',
  keys: {
    'message-id': {
      field: 'hs_email_message_id',
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

/** What the audits need to know of HubSpot's objects. */
export const samples: Samples<typeof hubspot> = {
  owners: owner,
  companies: company,
  contacts: contact,
  deals: deal,
  tasks: task,
  emails: email,
};
