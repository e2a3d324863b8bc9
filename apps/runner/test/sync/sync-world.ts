import { salesforce } from '@concord/connector-salesforce';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
  type SimulatorOptions,
} from '@concord/connector-salesforce/simulator';
import {
  createEngine,
  type ConnectInput,
  type Engine,
  type EngineEvent,
} from '@concord/core/engine';
import { createMemoryStore } from '@concord/core/memory-store';
import {
  noRedirects,
  type Clock,
  type DomainResolver,
  type Queue,
  type Store,
} from '@concord/core/ports';
import { createSeededRandom } from '@concord/testkit';
import { createAccess } from '../../src/access/access.ts';
import { createCrmFetch } from '../../src/access/crm-fetch.ts';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { connectAccount } from '../../src/connect-account.ts';
import type { Credentials } from '../../src/credentials/credentials.ts';
import { parseKeyRing } from '../../src/credentials/key-ring.ts';
import { createVault } from '../../src/credentials/vault.ts';
import { checkPromises, type PromiseCheck } from '../../src/demo/check-promises.ts';
import { findDuplicates } from '../../src/demo/find-duplicates.ts';
import { createSimulatorClient } from '../../src/demo/simulator-client.ts';
import type { Runner } from '../../src/open-runner.ts';
import { createHastyClock } from './hasty-clock.ts';

export const connectionId = 'c1';

/** A platform and a simulated Salesforce, with everything real between them but the database. */
export interface SyncWorld {
  readonly simulator: SalesforceSimulator;
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  /** Reads and writes until nothing is due, letting time pass where work waits for it. */
  readonly settle: () => Promise<void>;
  /** Connects the account again with other credentials, as "change user" does. */
  readonly reconnect: (credentials: Credentials) => ReturnType<Engine['connect']>;
  /** What Salesforce's history says of our promises. */
  readonly promises: () => Promise<PromiseCheck>;
  readonly close: () => Promise<void>;
}

/** What a test may decide. */
export interface SyncWorldOptions {
  readonly simulator?: SimulatorOptions;
  readonly report?: (event: EngineEvent) => void;
  readonly settings?: ConnectInput['settings'];
  /** A store in memory unless told otherwise. */
  readonly store?: Store;
  /** Hears what is rung for; nobody unless told otherwise. */
  readonly queue?: Queue;
  /** Where domains lead; nowhere else unless told otherwise. */
  readonly resolver?: DomainResolver;
}

const silentQueue: Queue = { ring: async () => {}, listen: async () => {}, stop: async () => {} };

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

const createTestVault = (store: Store, clock: Clock) => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  if (!ring.ok) throw new Error(ring.problem);
  return createVault({ store, ring: ring.value, clock, holder: 'test' });
};

const managedFields = new Set(
  Object.values(salesforce.objects)
    .flatMap((object) => Object.values(object.defaultMapping))
    .filter((field) => field.startsWith('Unify_')),
);

/** Rounds of work in which everything must have settled. */
const roundsMax = 60;

async function settle(world: Pick<SyncWorld, 'engine' | 'store' | 'simulator'>): Promise<void> {
  const { signal } = new AbortController();
  for (let round = 0; round < roundsMax; round += 1) {
    const connection = await world.store.getConnection(connectionId);
    const held = connection?.hold?.until ?? null;
    if (held !== null && Date.parse(held) > world.simulator.clock.now()) {
      world.simulator.clock.set(Date.parse(held));
    }
    const read = await world.engine.runRead(connectionId, signal);
    const due = await world.store.nextDueAt(connectionId);
    if (due === null && read?.failure === null) return;
    if (due !== null && Date.parse(due) > world.simulator.clock.now()) {
      world.simulator.clock.set(Date.parse(due));
    }
    await world.engine.runWrite(connectionId, signal);
  }
  throw new Error('work was still due after many rounds');
}

async function promisesOf(simulator: SalesforceSimulator, store: Store): Promise<PromiseCheck> {
  const client = createSimulatorClient(simulator.url);
  const connection = await store.getConnection(connectionId);
  try {
    return checkPromises({
      history: simulator.history.list(),
      ourUser: connection?.userId ?? '',
      managedFields,
      writableFields: new Set(
        Object.entries(connection?.schema ?? {}).flatMap(([object, { fields }]) =>
          fields.filter(({ updatable }) => updatable).map(({ name }) => `${object}.${name}`),
        ),
      ),
      uniqueKeyField: 'Unify_Metadata__c',
      duplicates: await findDuplicates(client),
    });
  } finally {
    await client.close();
  }
}

/** Connects, switches everything on and reads what the CRM holds. */
export async function createSyncWorld(options: SyncWorldOptions = {}): Promise<SyncWorld> {
  const simulator = await createSalesforceSimulator({
    seed: 3,
    accounts: 40,
    contacts: 160,
    ...options.simulator,
  });
  const clock = createHastyClock(simulator.clock);
  const store = options.store ?? createMemoryStore();
  const crm = createCrmFetch(clock);
  const vault = createTestVault(store, clock);
  const connectors = [salesforce];
  const random = createSeededRandom(5);
  const engineWith: Runner['engineWith'] = (some) =>
    createEngine({
      store,
      clock,
      random,
      queue: options.queue ?? silentQueue,
      access: createAccess({ vault: some, connectors, fetch: crm.fetch, clock, production: false }),
      resolver: options.resolver ?? noRedirects,
      connectors,
      holder: 'test',
      report: options.report ?? (() => {}),
    });
  const engine = engineWith(vault);
  const settings = { followRedirects: false, ...options.settings };
  const input = { id: connectionId, crm: 'salesforce', name: 'Simulated', settings };
  const connect = (credentials: Credentials) =>
    connectAccount({ engineWith, vault, store }, input, credentials);
  takeAnswer(await connect(integration(simulator.url)));
  takeAnswer(await engine.setSwitches(connectionId, { reading: true, writing: true }));
  const world = { simulator, engine, store, clock };
  await settle(world);
  return {
    ...world,
    settle: () => settle(world),
    reconnect: connect,
    promises: () => promisesOf(simulator, store),
    close: async () => {
      await crm.close();
      await simulator.close();
    },
  };
}
