import { salesforce } from '@concord/connector-salesforce';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import type { Connector } from '@concord/core/contract';
import { createEngine } from '@concord/core/engine';
import { createMemoryQueue, createMemoryStore } from '@concord/core/memory-store';
import type { Connection } from '@concord/core/platform';
import { noRedirects, type Access } from '@concord/core/ports';
import { createTestClock } from '@concord/testkit';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccess } from '../src/access/access.ts';
import { createCrmFetch, type CrmFetch } from '../src/access/crm-fetch.ts';
import { connectAccount } from '../src/connect-account.ts';
import type { Credentials } from '../src/credentials/credentials.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { createVault, type Vault } from '../src/credentials/vault.ts';
import { systemClock as clock } from '../src/system/system-clock.ts';
import { systemRandom as random } from '../src/system/system-random.ts';

const parsed = parseKeyRing(`a:${Buffer.alloc(32, 1).toString('base64')}`);
if (!parsed.ok) throw new Error(parsed.problem);
const ring = parsed.value;

const connectors: readonly Connector[] = [salesforce];
const { signal } = new AbortController();

let simulator: SalesforceSimulator;
let crm: CrmFetch;

beforeEach(async () => {
  simulator = await createSalesforceSimulator({
    seed: 6,
    contacts: 5,
    accounts: 2,
    rules: { rotateRefreshTokens: true },
  });
  crm = createCrmFetch(clock);
});

afterEach(async () => {
  await crm.close();
  await simulator.close();
});

const grantOf = (refreshToken: string): Credentials => ({
  token: null,
  grant: {
    kind: 'refresh-token',
    tokenUrl: `${simulator.url}/services/oauth2/token`,
    clientId: 'app',
    clientSecret: 'secret',
    refreshToken,
  },
});

const createProcess = (store: ReturnType<typeof createMemoryStore>, holder: string) => {
  const vault = createVault({ store, ring, clock, holder });
  const accessOf = (some: Pick<Vault, 'open' | 'renew'>): Access =>
    createAccess({ vault: some, connectors, fetch: crm.fetch, clock, production: false });
  const engineWith = (some: Pick<Vault, 'open' | 'renew'>) =>
    createEngine({
      store,
      clock,
      random,
      connectors,
      holder,
      resolver: noRedirects,
      queue: createMemoryQueue(clock),
      access: accessOf(some),
      report: () => undefined,
    });
  return { store, vault, engineWith, engine: engineWith(vault), access: accessOf(vault) };
};

const connect = async (
  process: ReturnType<typeof createProcess>,
  refreshToken: string,
): Promise<Connection> => {
  const input = { id: 'one', crm: 'salesforce', name: 'Acme' };
  const answer = await connectAccount(process, input, grantOf(refreshToken));
  if (!answer.ok) throw new Error(answer.problems[0]?.message);
  return answer.value;
};

const renewals = (): number =>
  simulator.wire.list().filter(({ target }) => target.includes('/oauth2/token')).length;

const expireAll = (): Promise<Response> =>
  fetch(`${simulator.url}/__simulator/tokens`).then(async (response) => {
    const { access } = (await response.json()) as { access: { token: string }[] };
    const expire = ({ token }: { token: string }) =>
      fetch(`${simulator.url}/__simulator/tokens`, {
        method: 'POST',
        body: JSON.stringify({ action: 'expire', token }),
      });
    await Promise.all(access.map(expire));
    return response;
  });

describe('createAccess', () => {
  it('renews once for requests of several processes, also after rotation', async () => {
    const store = createMemoryStore();
    const processes = ['a', 'b', 'c'].map((holder) => createProcess(store, holder));
    const [first] = processes;
    if (first === undefined) throw new Error('none');
    const connection = await connect(first, 'sim-refresh');
    for (let turn = 0; turn < 3; turn += 1) {
      await expireAll();
      const before = renewals();
      const opened = await Promise.all(
        processes.map(({ access }) => access.open(connection, signal)),
      );
      const responses = await Promise.all(
        [...opened, ...opened].map(({ context }) =>
          context.fetch('/services/data/v62.0/sobjects/Contact/describe'),
        ),
      );
      expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(200));
      expect(renewals() - before).toBe(1);
    }
  });

  it('paces all contexts of a connection together', async () => {
    const process = createProcess(createMemoryStore(), 'a');
    const connection = await connect(process, 'sim-refresh');
    const time = createTestClock();
    const limit = { name: 'usual', counts: () => true, max: 1, perMs: 10_000 };
    const access = createAccess({
      vault: process.vault,
      connectors: [{ ...salesforce, rateLimits: [limit] }],
      fetch: crm.fetch,
      clock: time,
      production: false,
    });
    const one = await access.open(connection, signal);
    const other = await access.open(connection, signal);
    await one.context.fetch('/services/data/v62.0/limits');
    const waiting = other.context.fetch('/services/data/v62.0/limits');
    await setImmediate();
    expect(other.apiCalls()).toBe(0);
    await time.advance(10_400);
    expect((await waiting).status).toBe(200);
    expect(other.apiCalls()).toBe(1);
  });

  it('counts every request it sent, the refused among them', async () => {
    const process = createProcess(createMemoryStore(), 'a');
    const connection = await connect(process, 'sim-refresh');
    await expireAll();
    const { context, apiCalls } = await process.access.open(connection, signal);
    await context.fetch('/services/data/v62.0/limits');
    expect(apiCalls()).toBe(2);
  });

  it('puts a revoked connection aside until it is connected again (R-ERR-4)', async () => {
    const process = createProcess(createMemoryStore(), 'a');
    const { engine, store } = process;
    await connect(process, 'sim-refresh');
    await engine.setSwitches('one', { reading: true });
    const { refresh } = (await (await fetch(`${simulator.url}/__simulator/tokens`)).json()) as {
      refresh: { token: string }[];
    };
    for (const { token } of refresh) {
      await fetch(`${simulator.url}/__simulator/tokens`, {
        method: 'POST',
        body: JSON.stringify({ action: 'revoke', token }),
      });
    }
    await expireAll();
    await engine.startRead('one');
    expect((await engine.runRead('one', signal))?.failure?.class).toBe('credentials');
    expect((await store.getConnection('one'))?.state).toBe('needs-reconnect');
    await engine.startRead('one');
    expect(await engine.runRead('one', signal)).toBeNull();

    await fetch(`${simulator.url}/__simulator/tokens`, {
      method: 'POST',
      body: JSON.stringify({
        action: 'add',
        token: 'next',
        refreshToken: 'next-refresh',
        user: simulator.report.users.integration,
      }),
    });
    await connect(process, 'next-refresh');
    const run = await engine.runRead('one', signal);
    expect(run).toMatchObject({ state: 'done', counts: { Contact: { read: 5 } } });
  });

  it('refuses the credentials of another account', async () => {
    const process = createProcess(createMemoryStore(), 'a');
    const connection = await connect(process, 'sim-refresh');
    await expireAll();
    const other = { ...connection, accountId: '00D000000000000AAA' };
    const opened = await process.access.open(other, signal);
    await expect(opened.context.fetch('/services/data/v62.0/limits')).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('another account'),
    });
  });
});
