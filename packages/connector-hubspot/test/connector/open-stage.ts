import { toInstant, type Context } from '@concord/core/contract';
import { onTestFinished } from 'vitest';
import {
  createHubSpotSimulator,
  type HubSpotSimulator,
  type SimulatorOptions,
} from '../../simulator/index.ts';
import { openContext } from '../open-context.ts';
import { calm, frozen } from '../simulator/open-portal.ts';

/** A portal for one test, and a context of our app in it. */
export interface Stage {
  readonly crm: HubSpotSimulator;
  readonly context: Context;
}

/** A simulated portal whose clock stands still and that does nothing by itself. */
export const openStage = async (
  options: SimulatorOptions = {},
  accessToken = 'sim-integration',
): Promise<Stage> => {
  const rules = { ...calm, ...options.rules };
  const crm = await createHubSpotSimulator({ ...frozen, ...options, rules });
  onTestFinished(() => crm.close());
  const token = { accessToken, instanceUrl: crm.url };
  const tokens = { current: () => Promise.resolve(token), renew: () => Promise.resolve(token) };
  const now = () => toInstant(crm.clock.now());
  return { crm, context: openContext(crm.url, { tokens, now }) };
};
