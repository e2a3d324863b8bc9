import {
  toInstant,
  type Connector,
  type Grant,
  type PlainFetch,
  type Tokens,
} from '@concord/core/contract';
import { createSandboxLine, type Fault, type Sandbox } from '@concord/testkit/conformance';
import { setTimeout as wait } from 'node:timers/promises';
import { createHubSpotSimulator, type RulesInput } from '../../simulator/index.ts';
import { administratorOf, prepareAccount, revokeTokens } from './hubspot-administrator.ts';
import { isWrite, toRule } from './hubspot-faults.ts';
import { toHistoryEntry } from './hubspot-history.ts';
import { peopleIn } from './hubspot-people.ts';

const startMs = Date.parse('2026-06-01T12:00:00Z');

type RefreshGrant = Extract<Grant, { kind: 'refresh-token' }>;

/** Keeps the grant as the runner does: a new refresh token replaces the old one. */
const createRenewal = ({ auth }: Connector, url: string) => {
  let grant: RefreshGrant = {
    kind: 'refresh-token',
    tokenUrl: `${url}/oauth/2026-09/token`,
    clientId: 'concord',
    clientSecret: 'client-secret',
    refreshToken: 'sim-refresh',
  };
  let accessToken = '';
  return {
    renew: async (fetch: PlainFetch): Promise<Tokens> => {
      const tokens = await auth.renew(fetch, grant);
      ({ accessToken } = tokens);
      grant = { ...grant, refreshToken: tokens.refreshToken ?? grant.refreshToken };
      return tokens;
    },
    accessToken: () => accessToken,
    refreshToken: () => grant.refreshToken,
  };
};

const unlimited = {
  tenSecondly: 1e9,
  oauthTenSecondly: 1e9,
  associationsTenSecondly: 1e9,
  searchSecondly: 1e9,
};

/**
 * A portal without records whose clock stands still. Its search index is as late as HubSpot's is
 * said to be at worst, each change by its own time, and its batches answer in an order of their own.
 */
const openPortal = (rules: RulesInput) =>
  createHubSpotSimulator({
    clock: { startMs, running: false },
    quota: unlimited,
    rules: {
      rotateRefreshTokens: true,
      searchLag: { minMs: 1000, maxMs: 60_000 },
      autoCompanies: false,
      modifiedBumps: false,
      associationBumps: 0,
      ...rules,
    },
  });

/** Opens a simulated portal without records, with rules of its own. */
export const openSandboxWith = async (
  connector: Connector,
  rules: RulesInput,
): Promise<Sandbox> => {
  const simulator = await openPortal(rules);
  const { url, clock, faults, report, wire } = simulator;
  await prepareAccount(url);
  const renewal = createRenewal(connector, url);
  const token = await renewal.renew(fetch);
  const before = wire.count;
  const line = createSandboxLine({
    now: clock.now,
    kindOf: (request) => {
      if (/^\/oauth\/[^/]+\/token$/u.test(request.path)) return 'auth';
      return isWrite(request) ? 'write' : 'read';
    },
    token,
    renew: renewal.renew,
  });
  const inject = async (fault: Fault): Promise<void> => {
    faults.clear();
    if (fault.kind === 'revoked')
      await revokeTokens(url, [renewal.accessToken(), renewal.refreshToken()]);
    else faults.add(toRule(fault.kind, fault));
  };
  return {
    context: line.context,
    ...peopleIn(simulator),
    ...administratorOf(simulator, renewal.accessToken),
    now: () => toInstant(clock.now()),
    advance: async (ms) => clock.advance(ms),
    inject,
    stalled: line.nextAnswer,
    quiet: async () => {
      // The simulator notes a request when it is done with it.
      while (wire.count < line.wire().length + before) await wait(5);
    },
    history: async () => simulator.history.list().map((change) => toHistoryEntry(change, report)),
    wire: async () => line.wire(),
    secrets: ['sim-refresh', token.accessToken, renewal.refreshToken(), 'client-secret'],
    close: async () => {
      await line.close();
      await simulator.close();
    },
  };
};

/** Opens a simulated portal without records. */
export const openSandbox = (connector: Connector): Promise<Sandbox> =>
  openSandboxWith(connector, {});
