import {
  toInstant,
  type Connector,
  type Grant,
  type PlainFetch,
  type Tokens,
} from '@concord/core/contract';
import { createSandboxLine, type Fault, type Sandbox } from '@concord/testkit/conformance';
import { setTimeout as wait } from 'node:timers/promises';
import { createSalesforceSimulator, type SalesforceSimulator } from '../../simulator/index.ts';
import { isWrite, toRule } from './salesforce-faults.ts';
import { toHistoryEntry } from './salesforce-history.ts';
import { peopleIn } from './salesforce-people.ts';

const startMs = Date.parse('2026-03-24T10:00:00Z');

type RefreshGrant = Extract<Grant, { kind: 'refresh-token' }>;

/** Keeps the grant as the runner does: a new refresh token replaces the old one. */
const createRenewal = ({ auth }: Connector, url: string) => {
  let grant: RefreshGrant = {
    kind: 'refresh-token',
    tokenUrl: `${url}/services/oauth2/token`,
    clientId: 'concord',
    clientSecret: 'client-secret',
    refreshToken: 'sim-refresh',
  };
  return {
    renew: async (fetch: PlainFetch): Promise<Tokens> => {
      const tokens = await auth.renew(fetch, grant);
      grant = { ...grant, refreshToken: tokens.refreshToken ?? grant.refreshToken };
      return tokens;
    },
    refreshToken: () => grant.refreshToken,
  };
};

const revoke = async (url: string, token: string): Promise<void> => {
  await fetch(`${url}/services/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  });
};

/** What the organisation's administrator does. */
const administratorOf = (simulator: SalesforceSimulator) => {
  const user = simulator.report.users.integration;
  return {
    hideRecord: async (object: string, id: string) =>
      simulator.org.share({ object, id }, { user, isVisible: false }),
    hideField: async (object: string, field: string) =>
      simulator.setRules({ permissions: [{ user, object, fields: { [field]: 'none' } }] }),
    refuseDuplicates: async (object: string, field: string) => {
      const match = [{ object, fields: { [field]: field } }];
      simulator.setRules({ duplicates: [{ name: 'Same', object, action: 'alert', match }] });
    },
    dropField: async (object: string, field: string) => {
      const body = JSON.stringify({ action: 'remove', object, field });
      await fetch(`${simulator.url}/__simulator/schema`, { method: 'POST', body });
    },
    withholdPermission: async () => {
      simulator.setRules({ permissions: [{ user, object: 'Task', edit: false }] });
      return 'Edit Tasks';
    },
  };
};

/** Opens a simulated organisation without records, its clock standing still. */
export const openSandbox = async (connector: Connector): Promise<Sandbox> => {
  const simulator = await createSalesforceSimulator({
    clock: { startMs, running: false },
    rules: { rotateRefreshTokens: true },
    // Fields of the customer's own, where the standard ones are not enough for a sample.
    schema: {
      Opportunity: { fields: { Segment__c: { type: 'string' } } },
      OpportunityContactRole: {
        fields: { Segment__c: { type: 'string' }, Reason__c: { type: 'string' } },
      },
    },
  });
  const { url, clock, faults, history, report } = simulator;
  const renewal = createRenewal(connector, url);
  const token = await renewal.renew(fetch);
  const line = createSandboxLine({
    now: clock.now,
    kindOf: (request) =>
      request.path.startsWith('/services/oauth2/token')
        ? 'auth'
        : isWrite(request)
          ? 'write'
          : 'read',
    token,
    renew: renewal.renew,
  });
  const inject = async (fault: Fault): Promise<void> => {
    faults.clear();
    if (fault.kind === 'revoked') await revoke(url, renewal.refreshToken());
    else faults.add(toRule(fault.kind, fault));
  };
  return {
    context: line.context,
    ...peopleIn(simulator),
    ...administratorOf(simulator),
    now: () => toInstant(clock.now()),
    advance: async (ms) => clock.advance(ms),
    inject,
    stalled: line.nextAnswer,
    quiet: async () => {
      // The simulator notes a request when it is done with it; one more renewed the first token.
      while (simulator.wire.count < line.wire().length + 1) await wait(5);
    },
    history: async () => history.list().map((change) => toHistoryEntry(change, report)),
    wire: async () => line.wire(),
    secrets: ['sim-refresh', token.accessToken, renewal.refreshToken(), 'client-secret'],
    close: async () => {
      await line.close();
      await simulator.close();
    },
  };
};
