import { createSyncError, toInstant } from '@concord/core/contract';
import {
  createEngine,
  type ConnectInput,
  type Engine,
  type EngineParts,
} from '@concord/core/engine';
import { createMemoryQueue, createMemoryStore } from '@concord/core/memory-store';
import { noRedirects, type Store } from '@concord/core/ports';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import { createMemoryCrm, type MemoryCrm } from '@concord/testkit/memory-crm';
import {
  type AccountGrant,
  type Accounts,
  type AuthorisationInput,
  createGateway,
  ensureApiKey,
  type Gateway,
  type GatewayEvent,
  type GatewayParts,
  type GatewayWorkspace,
} from '../src/index.ts';

/** Lets every account in whose access token is not `wrong`. */
const createTestAccounts = ({
  engine,
  store,
  random,
}: Pick<EngineParts, 'store' | 'random'> & { readonly engine: Engine }): Accounts => {
  const check = (grant: AccountGrant): void => {
    if (grant.kind !== 'token' || grant.accessToken !== 'wrong') return;
    throw createSyncError('the token was refused', {
      code: 'unauthorized',
      retry: 'never',
      effect: 'none',
    });
  };
  const begun = new Map<string, ConnectInput>();
  const begin = async (
    account: ConnectInput,
    { redirectUri, caller }: AuthorisationInput,
  ): ReturnType<Accounts['startConnect']> => {
    if (redirectUri === 'https://other.example/') {
      const found = { field: 'redirectUri', message: 'unknown', remedy: 'another' };
      return { ok: false, problems: [found, { ...found, field: 'crm' }] };
    }
    const state = random.id();
    begun.set(`${caller} ${state}`, account);
    const authorizeUrl = `https://login.crm.example/?state=${state}`;
    return { ok: true, value: { authorizeUrl, state, expiresAt: toInstant(0) } };
  };
  return {
    connect: async ({ grant, ...account }) => {
      check(grant);
      return engine.connect({ id: random.id(), ...account });
    },
    reconnect: async (connection, grant) => {
      check(grant);
      return engine.connect(connection);
    },
    startConnect: async ({ crm, name }, input) => begin({ id: random.id(), crm, name }, input),
    startReconnect: async ({ id, crm, name }, input) => begin({ id, crm, name }, input),
    finishConnect: async ({ state, caller, ...brought }) => {
      const account = begun.get(`${caller} ${state}`);
      begun.delete(`${caller} ${state}`);
      if (account === undefined)
        return {
          ok: false,
          problems: [{ field: 'state', message: 'none', remedy: 'begin again' }],
        };
      const accessToken = 'code' in brought ? brought.code : 'wrong';
      check({ kind: 'token', accessToken, instanceUrl: null });
      return engine.connect(account);
    },
    disconnect: async (connection) => {
      await store.changeConnection(connection.id, { state: 'needs-reconnect' });
      return { ...connection, state: 'needs-reconnect' };
    },
  };
};

export const url = 'http://localhost/graphql';

interface Answer {
  readonly status: number;
  // A test reads into answers whose shape its own query decides.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly errors: readonly any[] | undefined;
}

/** What a test may decide. */
export type FixtureOptions = Partial<
  Pick<GatewayParts, 'mode' | 'origins' | 'tokens' | 'operations' | 'whileWanted'>
> & {
  /** Stands between the gateway and its store. */
  readonly wrapStore?: (store: Store) => Store;
  readonly crm?: MemoryCrm;
  /** Name of the workspace; `default` unless it matters. */
  readonly workspace?: string;
  /** Other workspaces behind the same gateway. */
  readonly beside?: readonly (readonly [string, GatewayWorkspace])[];
};

const send = async (gateway: Gateway, credential: string, body: object): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await gateway.fetch(new Request(url, init));
  const { data, errors } = await response.json();
  return { status: response.status, data, errors };
};

/** A gateway over a real engine, with a store and a CRM in memory. */
export const createFixture = async (options: FixtureOptions = {}) => {
  const memory = createMemoryStore();
  const store = options.wrapStore?.(memory) ?? memory;
  const workspace = options.workspace ?? 'default';
  const clock = createTestClock();
  const random = createSeededRandom(1);
  const crm = options.crm ?? createMemoryCrm();
  const queue = createMemoryQueue(clock);
  const events: GatewayEvent[] = [];
  const engine = createEngine({
    store,
    clock,
    random,
    queue,
    access: crm.access,
    resolver: noRedirects,
    connectors: [crm.connector],
    holder: 'test',
    report: () => {},
  });
  const accounts = createTestAccounts({ engine, store, random });
  const gateway = createGateway({
    workspaces: new Map([[workspace, { engine, store, accounts }], ...(options.beside ?? [])]),
    clock,
    tokens: options.tokens ?? null,
    operations: options.operations ?? null,
    whileWanted: options.whileWanted ?? ((_, work) => work()),
    origins: options.origins ?? [],
    mode: options.mode ?? 'production',
    log: (event) => events.push(event),
  });
  const secret = (await ensureApiKey(workspace, { store, clock })) ?? '';
  const authorization = `Bearer ${secret}`;

  const fetchFn = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.headers.set('authorization', authorization);
    return gateway.fetch(request);
  };

  const askAs = (credential: string, query: string, variables?: object): Promise<Answer> =>
    send(gateway, credential, { query, variables });

  const askThrough = (other: Gateway, query: string): Promise<Answer> =>
    send(other, secret, { query });

  const ask = (query: string, variables?: object) => askAs(secret, query, variables);

  const connect = () => engine.connect({ id: 'c1', crm: 'memory', name: 'Acme CRM' });

  return {
    gateway,
    engine,
    store,
    accounts,
    clock,
    crm,
    events,
    authorization,
    fetchFn,
    ask,
    askAs,
    askThrough,
    connect,
  };
};
