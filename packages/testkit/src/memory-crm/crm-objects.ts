import type { FieldDescription, ObjectDescription } from '@concord/core/contract';

/** The user that connectors write as. */
export const integrationUser = 'integration';

/** The field that holds the product's unique key. */
export const uniqueKeyField = 'Key__c';

/** The status of a task that is done. */
export const doneStatus = 'Done';

const field = (name: string, more: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'string',
  custom: name.endsWith('__c'),
  creatable: true,
  updatable: true,
  required: false,
  unique: false,
  maxLength: 255,
  choices: null,
  restricted: false,
  mapInstead: null,
  ...more,
});

const reference = (name: string) => field(name, { type: 'reference' });

/** Standard fields of an email, which nobody changes once it is there. */
const fixed = (name: string) => field(name, { updatable: false });

const uniqueKey = field(uniqueKeyField, { unique: true });

const managed = [
  uniqueKey,
  field('Created__c', { type: 'instant', maxLength: null }),
  field('Updated__c', { type: 'instant', maxLength: null }),
  field('First__c', { type: 'instant', maxLength: null }),
  field('Play__c'),
];

const personal = [
  field('Email'),
  field('FirstName'),
  field('LastName', { required: true }),
  field('Title'),
  field('Phone'),
];

/** Fields of the memory CRM's objects, parents before dependents. */
export const crmFields = {
  User: [field('Email'), field('Name')],
  Company: [
    field('Name', { required: true }),
    field('Website'),
    field('Phone'),
    field('Street'),
    field('City'),
    field('Industry'),
    field('Formula', { creatable: false, updatable: false }),
    ...managed,
  ],
  Person: [...personal, reference('CompanyId'), ...managed],
  Lead: [...personal, field('CompanyName', { required: true }), field('CompanySite'), ...managed],
  Opportunity: [
    field('Name'),
    field('Stage'),
    field('Amount', { type: 'number', maxLength: null }),
    field('CloseDate', { type: 'date', maxLength: null }),
    field('IsClosed', { type: 'boolean', maxLength: null }),
    field('Rank'),
    reference('CompanyId'),
  ],
  Role: [reference('OpportunityId'), reference('PersonId')],
  Task: [
    field('Subject'),
    field('Note'),
    field('Kind'),
    field('Priority'),
    field('Status', {
      type: 'choice',
      choices: ['Open', 'Held', doneStatus],
      doneChoices: [doneStatus],
    }),
    field('DueOn', { type: 'date', maxLength: null }),
    reference('PersonId'),
    reference('CompanyId'),
    reference('OwnerId'),
    uniqueKey,
  ],
  Email: [
    fixed('MessageId'),
    fixed('Subject'),
    fixed('Body'),
    fixed('Sender'),
    fixed('Recipients'),
    fixed('PersonId'),
    fixed('OwnerId'),
    field('Opened__c', { type: 'instant', maxLength: null }),
    field('Clicks__c', { type: 'number', maxLength: null }),
    uniqueKey,
  ],
} as const;

/** Names of the objects that a memory CRM may have. */
export type CrmObjectName = keyof typeof crmFields;

/** An object as the integration user sees it, without the fields named. */
export const describeCrmObject = (
  object: CrmObjectName,
  hidden: ReadonlySet<string>,
): ObjectDescription => ({
  allows: { read: true, create: true, update: true, remove: true },
  fields: crmFields[object].filter(({ name }) => !hidden.has(`${object}.${name}`)),
});
