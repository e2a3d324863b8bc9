import type { DemoCrm } from './demo-crm.ts';
import { openSalesforceWorkplace } from './salesforce-workplace.ts';

const counts = { accounts: 2_000, contacts: 10_000, leads: 500, opportunities: 200 } as const;

/** The demo's Salesforce. */
export const salesforceDemo: DemoCrm = {
  id: 'salesforce',
  simulate: async () => {
    const { createSalesforceSimulator } = await import('@concord/connector-salesforce/simulator');
    const activities = { tasks: 500, emails: 300 };
    const rules = { standardDuplicateRules: true };
    return createSalesforceSimulator({ seed: 20_260, ...counts, ...activities, rules });
  },
  open: openSalesforceWorkplace,
  note: null,
  holdings: [
    { object: 'Account', words: 'accounts', count: counts.accounts },
    { object: 'Contact', words: 'contacts', count: counts.contacts },
    { object: 'Lead', words: 'leads', count: counts.leads },
    { object: 'Opportunity', words: 'opportunities', count: counts.opportunities },
  ],
  laterField: { object: 'Account', field: 'Type' },
  latecomers: { object: 'Lead', words: 'leads', settings: { createAs: 'leads' } },
  tidied: 'leads converted',
  rivals: {
    Account: ['Account'],
    Contact: ['Contact'],
    // Whoever is a contact is never made a lead (R-PERSON-5).
    Lead: ['Lead', 'Contact'],
    EmailMessage: ['EmailMessage'],
  },
};
