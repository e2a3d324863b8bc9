import type { connectAccount } from '@concord/runner';
import { setting } from './measure.ts';

type Credentials = Parameters<typeof connectAccount>[2];

/** What the steps need to know of a CRM beside what its connector tells. */
export interface BenchCrm {
  readonly credentialsAt: (simulatorUrl: string) => Credentials;
  /** The object of people, and that of people who are not in it yet; `null` when there is none. */
  readonly people: { readonly object: string; readonly before: string | null };
}

const crms: Readonly<Record<string, BenchCrm>> = {
  salesforce: {
    credentialsAt: (instanceUrl) => ({
      grant: null,
      token: { value: 'sim-integration', instanceUrl },
    }),
    people: { object: 'Contact', before: 'Lead' },
  },
  // With a grant, as the limits of an OAuth app are other than those of a private one.
  hubspot: {
    credentialsAt: (simulatorUrl) => ({
      grant: {
        kind: 'refresh-token',
        tokenUrl: new URL('/oauth/2026-09/token', simulatorUrl).href,
        clientId: 'bench',
        clientSecret: 'bench',
        refreshToken: 'sim-refresh',
      },
      token: null,
    }),
    people: { object: 'contacts', before: null },
  },
};

/** The CRM that the step is run for. */
export function benchCrm(): BenchCrm {
  const crm = crms[setting('CRM')];
  if (crm === undefined) throw new Error(`nothing is known of ${setting('CRM')}`);
  return crm;
}
