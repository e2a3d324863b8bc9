import type { FieldDescription, FieldNames, ObjectDescription } from '@concord/core/contract';

/** The user that connectors write as. */
export const integrationUser = 'integration';

/** The field that holds the product's unique key. */
export const uniqueKeyField = 'Key__c';

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

const managed = [
  field(uniqueKeyField, { unique: true }),
  field('Created__c', { type: 'instant', maxLength: null }),
  field('Updated__c', { type: 'instant', maxLength: null }),
  field('First__c', { type: 'instant', maxLength: null }),
  field('Play__c'),
];

/** Fields of the memory CRM's objects. */
export const crmFields = {
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
  Person: [
    field('Email'),
    field('FirstName'),
    field('LastName', { required: true }),
    field('Title'),
    field('Phone'),
    field('CompanyId', { type: 'reference' }),
    ...managed,
  ],
} as const;

export const addressUnit: FieldNames = ['Street', 'City'];

const managedMapping = {
  metadata: uniqueKeyField,
  createdAt: 'Created__c',
  updatedAt: 'Updated__c',
  firstWrittenAt: 'First__c',
  mostRecentPlay: 'Play__c',
};

export const companyMapping: Readonly<Record<string, string>> = {
  name: 'Name',
  domain: 'Website',
  phone: 'Phone',
  street: 'Street',
  city: 'City',
  industry: 'Industry',
  ...managedMapping,
};

export const personMapping: Readonly<Record<string, string>> = {
  email: 'Email',
  firstName: 'FirstName',
  lastName: 'LastName',
  title: 'Title',
  workPhone: 'Phone',
  ...managedMapping,
};

/** An object as the integration user sees it, without the fields named. */
export const describeCrmObject = (
  object: keyof typeof crmFields,
  hidden: ReadonlySet<string>,
): ObjectDescription => ({
  allows: { read: true, create: true, update: true, remove: true },
  fields: crmFields[object].filter(({ name }) => !hidden.has(`${object}.${name}`)),
});
