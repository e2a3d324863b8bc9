import { salesforce } from '@concord/connector-salesforce';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
  type SimulatorOptions,
} from '@concord/connector-salesforce/simulator';
import type { Credentials } from '../../src/credentials/credentials.ts';
import { salesforceDemo } from '../../src/registry/salesforce-demo.ts';
import { createWorldOf, type WorldOf, type WorldOptions } from './world-of.ts';

export { connectionId } from './world-of.ts';

/** A platform and a simulated Salesforce. */
export type SyncWorld = WorldOf<SalesforceSimulator>;

/** What a test may decide. */
export interface SyncWorldOptions extends WorldOptions {
  readonly simulator?: SimulatorOptions;
}

/** The integration user's credentials, which last until somebody revokes them. */
const integration = (url: string): Credentials => ({
  grant: {
    kind: 'refresh-token',
    tokenUrl: `${url}/services/oauth2/token`,
    clientId: 'concord',
    clientSecret: null,
    refreshToken: 'sim-refresh',
  },
  token: { value: 'sim-integration', instanceUrl: url },
});

/** Connects, switches everything on and reads what Salesforce holds. */
export const createSyncWorld = async (options: SyncWorldOptions = {}): Promise<SyncWorld> => {
  const seed = { seed: 3, accounts: 40, contacts: 160, ...options.simulator };
  const simulator = await createSalesforceSimulator(seed);
  const credentials = integration(simulator.url);
  const crm = { connector: salesforce, simulator, demo: salesforceDemo, credentials };
  return createWorldOf(crm, options);
};
