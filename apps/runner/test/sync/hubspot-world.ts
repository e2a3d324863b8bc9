import { hubspot } from '@concord/connector-hubspot';
import {
  createHubSpotSimulator,
  type HubSpotSimulator,
  type SimulatorOptions,
} from '@concord/connector-hubspot/simulator';
import { onTestFinished } from 'vitest';
import type { Credentials } from '../../src/credentials/credentials.ts';
import { hubspotDemo } from '../../src/registry/hubspot-demo.ts';
import { createWorldOf, type WorldOf, type WorldOptions } from './world-of.ts';

/** A platform and a simulated HubSpot. */
export type HubSpotWorld = WorldOf<HubSpotSimulator>;

/** What a test may decide. */
export interface HubSpotWorldOptions extends WorldOptions {
  readonly simulator?: SimulatorOptions;
}

/** The app's credentials: a token that works, and the grant that brings others. */
export const hubspotApp = (url: string, token = 'sim-integration'): Credentials => ({
  grant: {
    kind: 'refresh-token',
    tokenUrl: new URL(new URL(hubspot.auth.tokenUrl).pathname, url).href,
    clientId: 'concord',
    clientSecret: 'secret',
    refreshToken: 'sim-refresh',
  },
  token: { value: token, instanceUrl: url },
});

/** Connects, switches everything on and reads what HubSpot holds; its search lags as ever. */
export const createHubSpotWorld = async (
  options: HubSpotWorldOptions = {},
): Promise<HubSpotWorld> => {
  const rules = { autoCompanies: false, ...options.simulator?.rules };
  const seed = { seed: 3, companies: 20, contacts: 60, ...options.simulator, rules };
  const simulator = await createHubSpotSimulator(seed);
  const credentials = hubspotApp(simulator.url);
  const crm = { connector: hubspot, simulator, demo: hubspotDemo, credentials };
  return createWorldOf(crm, options);
};

/** One that lives for one test. */
export const openHubSpotWorld = async (
  options: HubSpotWorldOptions = {},
): Promise<HubSpotWorld> => {
  const world = await createHubSpotWorld(options);
  onTestFinished(() => world.close());
  return world;
};

/** Live records of HubSpot that hold these values. */
export const recordsOf = (
  { simulator }: Pick<HubSpotWorld, 'simulator'>,
  object: string,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown>[] =>
  simulator.portal.ids(object).flatMap((id) => {
    const record = simulator.portal.read({ object, id });
    if (record === null || record['archived'] === true) return [];
    const isOne = Object.entries(values).every(([name, value]) => record[name] === value);
    return isOne ? [record] : [];
  });
