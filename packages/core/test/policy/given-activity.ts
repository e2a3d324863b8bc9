import type { PlatformRecord } from '../../src/platform/index.ts';
import { type ActivityFacts, type PageFacts } from '../../src/policy/index.ts';
import { crmRecord, description, field, mapping, now, pageFacts, person } from './given.ts';

const activity = (
  id: string,
  object: 'emailMessage' | 'task',
  fields: PlatformRecord['fields'],
): PlatformRecord => ({
  ...person(),
  id,
  object,
  key: id,
  keys: [id],
  fields,
  personId: 'person-1',
});

/** An email that a sequence sent from al@us.com to jo@acme.com. */
export const email = (fields: PlatformRecord['fields'] = {}): PlatformRecord => ({
  ...activity('email-1', 'emailMessage', {
    messageId: '<1@us.com>',
    subject: 'Hello',
    html: '<p>Hello Jo</p>',
    text: 'Hello Jo',
    template: 'Hello {{person.firstName}}',
    sentAt: '2026-03-23T09:00:00.000Z',
    sender: 'Al@us.com',
    recipients: 'jo@acme.com, cc@acme.com',
    direction: 'outbound',
    origin: 'automatic',
    threadId: 't1',
    ...fields,
  }),
});

/** What jo@acme.com answered to it. */
export const reply = (fields: PlatformRecord['fields'] = {}): PlatformRecord => ({
  ...email({
    messageId: '<2@acme.com>',
    direction: 'reply',
    sender: 'JO@acme.com',
    recipients: 'al@us.com',
    inReplyTo: '<1@us.com>',
    ...fields,
  }),
  id: 'email-2',
});

/** An open task that is about person-1. */
export const task = (
  fields: PlatformRecord['fields'] = {},
  other: Partial<PlatformRecord> = {},
): PlatformRecord => ({
  ...activity('task-1', 'task', {
    subject: 'Call Jo',
    type: 'PHONE_CALL',
    status: 'READY',
    priority: 'MEDIUM',
    ...fields,
  }),
  ...other,
});

/** Fields of an EmailMessage; standard ones are locked once it is recorded. */
export const emailDescription = description(
  field('Subject', { maxLength: 100 }),
  field('TextBody', { maxLength: 20 }),
  field('MessageIdentifier'),
  field('Bounced__c', { type: 'boolean', remoteType: 'boolean' }),
  field('Clicks__c', { type: 'number', remoteType: 'double' }),
  field('Opened_At__c', { type: 'instant', remoteType: 'datetime' }),
  field('Subject__c'),
  field('IsBounced', { type: 'boolean', remoteType: 'boolean' }),
  field('Locked__c', { creatable: false, updatable: false }),
  field('Unify_Id__c', { unique: true }),
);

const onEmail = { object: 'emailMessage', crmObject: 'EmailMessage', direction: 'write' } as const;

export const emailMappings = [
  mapping('isBounced', 'Bounced__c', onEmail),
  mapping('clickCount', 'Clicks__c', onEmail),
  mapping('firstOpenedAt', 'Opened_At__c', onEmail),
  mapping('subject', 'Subject__c', onEmail),
  mapping('sequenceName', 'Locked__c', onEmail),
];

export const taskDescription = description(
  field('Subject', { maxLength: 255 }),
  field('Description'),
  field('Priority', { type: 'choice', choices: ['Low', 'Normal', 'High'] }),
  field('Status', {
    type: 'choice',
    choices: ['Not Started', 'Waiting', 'Completed', 'Done'],
    doneChoices: ['Completed', 'Done'],
  }),
  field('ActivityDate', { type: 'date', remoteType: 'date' }),
  field('TaskSubtype', { updatable: false }),
  field('Unify_Id__c', { unique: true }),
);

export const emailFacts = (other: Partial<ActivityFacts> = {}): ActivityFacts => ({
  record: email(),
  given: { Subject: 'Hello', TextBody: 'Hello Jo', MessageIdentifier: '<1@us.com>' },
  mappings: emailMappings,
  description: emailDescription,
  uniqueKeyField: 'Unify_Id__c',
  defaults: {},
  current: null,
  others: [],
  link: null,
  now,
  ...other,
});

export const taskFacts = (other: Partial<ActivityFacts> = {}): ActivityFacts => ({
  record: task(),
  given: { Subject: 'Call Jo', Description: null, Priority: 'Normal', TaskSubtype: 'Call' },
  mappings: [],
  description: taskDescription,
  uniqueKeyField: 'Unify_Id__c',
  defaults: {},
  current: null,
  others: [],
  link: null,
  now,
  ...other,
});

/** A CRM's email or task whose every described field is empty, but for those named. */
export const crmActivity = (
  facts: Pick<ActivityFacts, 'description'>,
  fields: ActivityFacts['defaults'],
) => {
  const blank = facts.description.fields.map(({ name }): [string, null] => [name, null]);
  return crmRecord({ ...Object.fromEntries(blank), ...fields });
};

/** A page of leads, whose companies are text. */
export const leadPage = (other: Partial<PageFacts> = {}): PageFacts =>
  pageFacts({
    crmObject: 'Lead',
    company: null,
    companyText: { name: 'Company', domain: 'Website', redirects: new Map() },
    mappings: [mapping('email', 'Email', { crmObject: 'Lead' })],
    description: description(field('Email'), field('Company'), field('Website')),
    ids: ['new-1', 'new-2', 'new-3', 'new-4'],
    ...other,
  });
