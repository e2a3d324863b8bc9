import { uniqueKeyField, type CrmObjectName } from './crm-objects.ts';

const managed = {
  metadata: uniqueKeyField,
  createdAt: 'Created__c',
  updatedAt: 'Updated__c',
  firstWrittenAt: 'First__c',
  mostRecentPlay: 'Play__c',
};

const person = {
  email: 'Email',
  firstName: 'FirstName',
  lastName: 'LastName',
  title: 'Title',
  workPhone: 'Phone',
  ...managed,
};

/** The mappings that a new connection begins with, by object. */
export const crmMappings: Readonly<Record<CrmObjectName, Readonly<Record<string, string>>>> = {
  User: {},
  Company: {
    name: 'Name',
    domain: 'Website',
    phone: 'Phone',
    street: 'Street',
    city: 'City',
    industry: 'Industry',
    ...managed,
  },
  Person: person,
  Lead: person,
  Opportunity: {
    name: 'Name',
    stage: 'Stage',
    amount: 'Amount',
    closeDate: 'CloseDate',
    isClosed: 'IsClosed',
  },
  Role: {},
  Task: {},
  Email: { metadata: uniqueKeyField, firstOpenedAt: 'Opened__c', clickCount: 'Clicks__c' },
};
