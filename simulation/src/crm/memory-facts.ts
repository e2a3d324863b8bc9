import type { CrmFacts } from './crm-facts.ts';

/** What the invariants speak of, as the plain CRM calls it. */
export const memoryFacts = ({
  lags,
  objects,
}: {
  readonly lags: boolean;
  readonly objects: readonly string[];
}): CrmFacts => ({
  company: 'Company',
  people: ['Person', 'Lead'],
  task: 'Task',
  email: 'Email',
  mirrored: ['User', 'Company', 'Person', 'Lead', 'Opportunity'].filter((name) =>
    objects.includes(name),
  ),
  unlike: [],
  readsRemovals: true,
  createsWithoutKey: !lags,
  keyFields: {
    Company: 'Website',
    Person: 'Email',
    Lead: 'Email',
    Task: 'Subject',
    Email: 'MessageId',
  },
  derived: [],
  uniqueKey: 'Key__c',
  edited: {
    Company: ['Phone', 'Name', 'City', 'Industry'],
    Person: ['Title', 'FirstName', 'Phone'],
    Lead: ['Title', 'FirstName', 'Phone'],
    Task: ['Note', 'Priority'],
  },
  contested: ['Title', 'FirstName', 'Phone', 'Industry'],
  identifying: ['LastName', 'CompanyName', 'Email', 'Name', 'Website'],
  isProductField: (field) => field?.endsWith('__c') === true,
  once: /^(?:First|Created|Key)__c$/u,
  growing: /^(?:Play|Updated)__c$/u,
  instant: /^(?:Updated|Created|First|Opened)__c$/u,
  done: { field: 'Status', value: 'Done' },
});
