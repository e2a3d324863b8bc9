import type { CrmFacts } from './crm-facts.ts';

/** What the invariants speak of, as HubSpot calls it. */
export const hubspotFacts: CrmFacts = {
  company: 'companies',
  people: ['contacts'],
  task: 'tasks',
  email: 'emails',
  mirrored: ['companies', 'contacts', 'deals'],
  unlike: ['dealstage', 'associatedcompanyid'],
  readsRemovals: false,
  createsWithoutKey: false,
  keyFields: {
    companies: 'domain',
    contacts: 'email',
    tasks: 'hs_task_subject',
    emails: 'hs_email_message_id',
  },
  derived: [
    'associatedcompanyid',
    'hs_analytics_source',
    'hs_task_missed_due_date',
    'notes_last_updated',
  ],
  uniqueKey: 'unify_metadata',
  edited: {
    companies: ['phone', 'description', 'name', 'city'],
    contacts: ['jobtitle', 'mobilephone', 'firstname', 'city'],
    tasks: ['hs_task_body'],
  },
  contested: ['jobtitle', 'mobilephone', 'firstname', 'phone', 'description'],
  identifying: ['lastname', 'email', 'name', 'domain'],
  isProductField: (field) => field?.startsWith('unify_') === true,
  once: /^unify_(?:initial|first_written|created)/u,
  growing: /^unify_(?:most_recent_play|updated_at)/u,
  instant: /_at$/u,
  done: { field: 'hs_task_status', value: 'COMPLETED' },
};
