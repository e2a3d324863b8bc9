import type { DemoCrm } from './demo-crm.ts';
import { openHubSpotWorkplace } from './hubspot-workplace.ts';

const counts = { companies: 600, contacts: 3_000, deals: 60 } as const;

const indexLagMs = 1_500;

/** Requests in ten seconds: several times what an account takes for real. */
const quota = { tenSecondly: 1_000 } as const;

/** The demo's HubSpot. */
export const hubspotDemo: DemoCrm = {
  id: 'hubspot',
  simulate: async () => {
    const { createHubSpotSimulator } = await import('@concord/connector-hubspot/simulator');
    const activities = { tasks: 150, emails: 100 };
    const rules = { searchLag: { minMs: 300, maxMs: indexLagMs } };
    return createHubSpotSimulator({ seed: 20_261, ...counts, ...activities, rules, quota });
  },
  open: (url) => openHubSpotWorkplace(url, indexLagMs),
  note:
    `This HubSpot takes ${quota.tenSecondly.toLocaleString('en')} requests in ten seconds and its search lags ` +
    `up to ${indexLagMs / 1_000} s, where a real one takes 110 to 190 and lags longer.`,
  holdings: [
    { object: 'companies', words: 'companies', count: counts.companies },
    { object: 'contacts', words: 'contacts', count: counts.contacts },
    { object: 'deals', words: 'deals', count: counts.deals },
  ],
  laterField: { object: 'companies', field: 'type' },
  latecomers: { object: 'contacts', words: 'contacts', settings: {} },
  tidied: 'contacts merged',
  rivals: {
    companies: ['companies'],
    contacts: ['contacts'],
    emails: ['emails'],
  },
};
