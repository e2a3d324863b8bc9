import type { CrmFacts } from './crm-facts.ts';

/** What the invariants speak of, as Salesforce calls it. */
export const salesforceFacts: CrmFacts = {
  company: 'Account',
  people: ['Contact', 'Lead'],
  task: 'Task',
  email: 'EmailMessage',
  mirrored: ['User', 'Account', 'Contact', 'Lead', 'Opportunity'],
  unlike: [],
  readsRemovals: true,
  createsWithoutKey: true,
  keyFields: {
    Account: 'Website',
    Contact: 'Email',
    Lead: 'Email',
    Task: 'Subject',
    EmailMessage: 'MessageIdentifier',
  },
  derived: [],
  uniqueKey: 'Unify_Metadata__c',
  edited: {
    Account: ['Phone', 'Description', 'Name', 'BillingCity'],
    Contact: ['Title', 'MobilePhone', 'FirstName', 'MailingCity'],
    Lead: ['Title', 'MobilePhone', 'FirstName', 'City'],
    Task: ['Description', 'Priority'],
  },
  contested: ['Title', 'MobilePhone', 'FirstName', 'Phone', 'Description'],
  identifying: ['LastName', 'Company', 'Email', 'Name', 'Website'],
  isProductField: (field) => field?.startsWith('Unify_') === true,
  once: /^Unify_(?:Initial|First_Written|Created)/u,
  growing: /^Unify_(?:Most_Recent_Play|Updated_At)/u,
  instant: /_At__c$/u,
  done: { field: 'Status', value: 'Completed' },
};
