import type { SalesforceSimulator } from '@concord/connector-salesforce/simulator';
import { createMemoryStore } from '@concord/core/memory-store';
import type { Store } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/credentials/credentials.ts';
import { anEmail } from './content.ts';
import type { Scenario } from './scenario-world.ts';
import { useScenarios } from './use-scenarios.ts';
import { messagesOf } from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

const failedEmails = async ({ api }: Scenario) =>
  api.outcomes({ object: 'EMAIL_MESSAGE', status: ['FAILED'] });

/** A store whose next page of a read waits until it is let go. */
const createGatedStore = () => {
  const store = createMemoryStore();
  let gate: Promise<void> = Promise.resolve();
  let arrive = (): void => {};
  const gated: Store = {
    ...store,
    applyPage: async (effects) => {
      arrive();
      await gate;
      return store.applyPage(effects);
    },
  };
  return {
    store: gated,
    /** Closes the gate; `arrived` resolves when a page stands before it. */
    close: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      const arrived = new Promise<void>((stand) => (arrive = stand));
      return { arrived, letGo: resolve };
    },
  };
};

describe('delays', () => {
  it('come from limits of the CRM, are explained, and lose nothing (R-TIME-6)', async () => {
    const { scenario } = await withAda();
    const body = JSON.stringify([
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ]);
    const limit = scenario.world.simulator.faults.add({ kind: 'status', status: 403, body });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass(17);
    const { activity, state } = await scenario.api.connection(
      'state activity { state hold { reason until } }',
    );
    expect(state).toBe('ACTIVE');
    expect(activity.hold).toMatchObject({ until: expect.any(String) });
    expect(activity.hold.reason).not.toBe('');
    expect(await failedEmails(scenario)).toEqual([]);
    scenario.world.simulator.faults.remove(limit);
    await scenario.pass(120);
    expect(await messagesOf(scenario)).toHaveLength(1);
  });

  it('keep writes back while a read runs, and no longer (R-TIME-5)', async () => {
    const { store, close } = createGatedStore();
    const { scenario } = await withAda({ store });
    await scenario.person.create('Contact', { LastName: 'Byron', Email: 'b@analytical.example' });
    await scenario.api.call('startRead', { connectionId: 'c1' });
    const { arrived, letGo } = close();
    const reading = scenario.work();
    await arrived;
    await scenario.api.recordEmail(anEmail());
    const { activity } = await scenario.api.connection('activity { state hold { reason } }');
    expect(activity).toEqual({ state: 'READING', hold: { reason: 'read-running' } });
    const { signal } = new AbortController();
    expect(await scenario.world.engine.runWrite('c1', signal)).toBeNull();
    expect(await messagesOf(scenario)).toEqual([]);
    letGo();
    await reading;
    expect(await messagesOf(scenario)).toHaveLength(1);
  });

  it('are a quarter to half an hour at most, as a rule (R-TIME-1)', async () => {
    const scenario = await open();
    const late: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await scenario.pass(7);
      const { objects } = await scenario.api.connection('objects { checkpoint { lagSeconds } }');
      for (const { checkpoint } of objects) late.push(checkpoint?.lagSeconds ?? 0);
    }
    expect(Math.max(...late)).toBeGreaterThan(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(30 * 60);
  });
});

describe('credentials', () => {
  const grantAt = (url: string, refreshToken: string): Credentials['grant'] => ({
    kind: 'refresh-token',
    tokenUrl: `${url}/services/oauth2/token`,
    clientId: 'concord',
    clientSecret: null,
    refreshToken,
  });

  const credentialsOf = (at: SalesforceSimulator, name: string): Credentials => ({
    grant: grantAt(at.url, `${name}-refresh`),
    token: { value: name, instanceUrl: at.url },
  });

  const revoke = async ({ person }: Scenario) => {
    for (const token of ['sim-integration', 'sim-refresh']) {
      await person.administer('tokens', { action: 'revoke', token });
    }
  };

  const stateOf = async ({ api }: Scenario) => (await api.connection('state')).state;

  it('that expire are renewed without anybody noticing (R-ERR-4)', async () => {
    const { scenario } = await withAda();
    const token = 'sim-integration';
    await scenario.person.administer('tokens', { action: 'expire', token });
    await scenario.api.recordEmail(anEmail());
    await scenario.pass();
    expect(await stateOf(scenario)).toBe('ACTIVE');
    expect(await messagesOf(scenario)).toHaveLength(1);
  });

  it('that are revoked make work wait for another user, losing none (R-ERR-4)', async () => {
    const { scenario } = await withAda();
    await revoke(scenario);
    await scenario.api.recordEmail(anEmail());
    const bo = 'bo@analytical.example';
    await scenario.person.create('Contact', { LastName: 'Byron', Email: bo });
    await scenario.pass(60);
    expect(await stateOf(scenario)).toBe('NEEDS_RECONNECT');
    expect(await messagesOf(scenario)).toEqual([]);
    expect(await failedEmails(scenario)).toEqual([]);
    const added = { token: 'another', refreshToken: 'another-refresh', name: 'Another User' };
    const { user } = await scenario.person.administer('tokens', { action: 'add', ...added });
    const { simulator } = scenario.world;
    const answer = await scenario.world.reconnect(credentialsOf(simulator, 'another'));
    expect(answer).toMatchObject({ ok: true, value: { state: 'active', userId: user } });
    await scenario.pass();
    expect(await stateOf(scenario)).toBe('ACTIVE');
    expect(await messagesOf(scenario)).toMatchObject([{ CreatedById: user }]);
    expect(await scenario.api.person(bo)).toMatchObject({ lastName: 'Byron' });
  });

  it('of another organisation are refused (R-ERR-4)', async () => {
    const { scenario } = await withAda();
    await revoke(scenario);
    await scenario.pass();
    const { simulator } = scenario.world;
    const other = { organization_id: '00D000000000002EAA', user_id: '005000000000001EAA' };
    const body = JSON.stringify(other);
    const match = { path: '/services/oauth2/userinfo' };
    simulator.faults.add({ kind: 'status', status: 200, body, match, times: 1 });
    const added = { token: 'another', refreshToken: 'another-refresh' };
    await scenario.person.administer('tokens', { action: 'add', ...added });
    const answer = await scenario.world.reconnect(credentialsOf(simulator, 'another'));
    expect(answer).toMatchObject({ ok: false, problems: [{ field: 'credentials' }] });
    await scenario.pass(31);
    expect(await stateOf(scenario)).toBe('NEEDS_RECONNECT');
  });
});
