import { choice, decimal, flag, inGroup, moment, text } from './make-property.ts';
import type { Property } from './property.ts';

const custom = {
  hubspotDefined: false,
  readOnlyDefinition: false,
  formField: false,
} as const;

const named = (label: string): [string, string] => [
  label.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '_'),
  label,
];

const texts = (labels: readonly string[]): Property[] =>
  labels.map((label) => text(named(label), custom));

const moments = (labels: readonly string[]): Property[] =>
  labels.map((label) => moment(named(label), custom));

const key = text(named('Unify Metadata'), { ...custom, hasUniqueValue: true });

const shared: readonly Property[] = [
  key,
  ...moments([
    'Unify Created At',
    'Unify Updated At',
    'Unify First Written At',
    'Unify Initial Play At',
  ]),
  ...texts(['Unify Initial Play', 'Unify Most Recent Play']),
];

const sequenceStatuses = [
  'In Progress – Queued',
  'In Progress – Started',
  'In Progress – Paused',
  'In Progress – Blocked',
  'Completed',
  'Finished',
  'Replied',
  'Excluded',
  'Opted Out',
  'Bounced',
  'Bounce Stopped (Email Invalid)',
  'Canceled',
];
const classifications = ['Positive', 'Objection', 'Neutral', 'Automated', 'Negative'];

const ofPeople: readonly Property[] = [
  ...moments([
    'Unify Most Recent Play At',
    'Unify Initial Sequence At',
    'Unify Initial Sequence Step At',
    'Unify Most Recent Sequence At',
    'Unify Most Recent Sequence Step At',
  ]),
  ...texts([
    'Unify Initial Sequence',
    'Unify Most Recent Sequence',
    'Unify Initial Reply Tags',
    'Unify Most Recent Reply Tags',
  ]),
  choice(named('Unify Most Recent Sequence Status'), sequenceStatuses, custom),
  choice(named('Unify Initial Reply Classification'), classifications, custom),
  choice(named('Unify Most Recent Reply Classification'), classifications, custom),
];

const ofEmails: readonly Property[] = [
  ...moments([
    'Unify Bounced At',
    'Unify Clicked At',
    'Unify Marked As Spam At',
    'Unify First Opened At',
    'Unify Last Opened At',
    'Unify Opted Out At',
  ]),
  ...['Unify Is Bounced', 'Unify Is Marked as Spam', 'Unify Is Opened', 'Unify Is Opted Out'].map(
    (label) => flag(named(label), custom),
  ),
  decimal(named('Unify Click Count'), custom),
  ...texts(['Unify Enrolled By Play', 'Unify Sequence Name']),
];

/** Properties that a customer creates for the platform; the first is its unique key. */
export const productProperties: Readonly<Record<string, readonly Property[]>> = {
  contacts: inGroup('contactinformation', [...shared, ...ofPeople]),
  companies: inGroup('companyinformation', [
    ...shared,
    choice(named('Unify Intent Level'), ['High', 'Medium', 'Low', 'None'], custom),
  ]),
  emails: inGroup('email', [key, ...ofEmails]),
  tasks: inGroup('task', [key]),
};
