import type { Connector } from '@concord/core/contract';
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
import type { ChangeHistory, VirtualClock } from '@concord/testkit/simulator';
import { createAccess } from '../../src/access/access.ts';
import { createCrmFetch } from '../../src/access/crm-fetch.ts';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { connectAccount } from '../../src/connect-account.ts';
import type { Credentials } from '../../src/credentials/credentials.ts';
import { parseKeyRing } from '../../src/credentials/key-ring.ts';
import { createVault } from '../../src/credentials/vault.ts';
import type { PromiseCheck } from '../../src/demo/check-promises.ts';
import { judgeAccount } from '../../src/demo/judge-account.ts';
import type { Runner } from '../../src/open-runner.ts';
import type { DemoCrm } from '../../src/registry/demo-crm.ts';
import { createHastyClock } from './hasty-clock.ts';

export const connectionId = 'c1';

/** What every connector's simulator is, once it listens. */
export interface AnySimulator {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  close(): Promise<void>;
}

/** A platform and a simulated CRM, with everything real between them but the database. */
export interface WorldOf<Simulator extends AnySimulator> {
  readonly simulator: Simulator;
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  /** Reads and writes until nothing is due, letting time pass where work waits for it. */
  readonly settle: () => Promise<void>;
  /** Connects the account again with other credentials, as "change user" does. */
  readonly reconnect: (credentials: Credentials) => ReturnType<Engine['connect']>;
  /** What the CRM's history says of our promises. */
  readonly promises: () => Promise<PromiseCheck>;
  readonly close: () => Promise<void>;
}

/** What a test may decide, whichever the CRM. */
export interface WorldOptions {
  readonly report?: (event: EngineEvent) => void;
  readonly settings?: ConnectInput['settings'];
  /** A store in memory unless told otherwise. */
  readonly store?: Store;
  /** Hears what is rung for; nobody unless told otherwise. */
  readonly queue?: Queue;
  /** Where domains lead; nowhere else unless told otherwise. */
  readonly resolver?: DomainResolver;
}

/** One CRM of the tests. */
export interface CrmOfWorld<Simulator extends AnySimulator> {
  readonly connector: Connector;
  readonly simulator: Simulator;
  readonly demo: Pick<DemoCrm, 'open' | 'rivals'>;
  /** The integration user's credentials. */
  readonly credentials: Credentials;
}

const silentQueue: Queue = { ring: async () => {}, listen: async () => {}, stop: async () => {} };

const createTestVault = (store: Store, clock: Clock) => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  if (!ring.ok) throw new Error(ring.problem);
  return createVault({ store, ring: ring.value, clock, holder: 'test' });
};

/** Rounds of work in which everything must have settled. */
const roundsMax = 60;

const passUntil = (clock: VirtualClock, at: string | null): void => {
  if (at !== null && Date.parse(at) > clock.now()) clock.set(Date.parse(at));
};

const settle = async <Simulator extends AnySimulator>(
  world: Pick<WorldOf<Simulator>, 'engine' | 'store' | 'simulator'>,
): Promise<void> => {
  const { signal } = new AbortController();
  for (let round = 0; round < roundsMax; round += 1) {
    const connection = await world.store.getConnection(connectionId);
    passUntil(world.simulator.clock, connection?.hold?.until ?? null);
    const read = await world.engine.runRead(connectionId, signal);
    const due = await world.store.nextDueAt(connectionId);
    if (due === null && read?.failure === null) return;
    passUntil(world.simulator.clock, due);
    await world.engine.runWrite(connectionId, signal);
  }
  throw new Error('work was still due after many rounds');
};

const promisesOf = async <Simulator extends AnySimulator>(
  { connector, simulator, demo }: CrmOfWorld<Simulator>,
  store: Store,
): Promise<PromiseCheck> => {
  const connection = await store.getConnection(connectionId);
  if (connection === null) throw new Error('nothing is connected');
  const work = demo.open(simulator.url);
  try {
    const { promises } = await judgeAccount({ work, connector, connection, rivals: demo.rivals });
    return promises;
  } finally {
    await work.close();
  }
};

/** Connects, switches everything on and reads what the CRM holds. */
export const createWorldOf = async <Simulator extends AnySimulator>(
  crm: CrmOfWorld<Simulator>,
  options: WorldOptions,
): Promise<WorldOf<Simulator>> => {
  const { simulator, connector } = crm;
  const clock = createHastyClock(simulator.clock);
  const store = options.store ?? createMemoryStore();
  const wire = createCrmFetch(clock);
  const vault = createTestVault(store, clock);
  const connectors = [connector];
  const random = createSeededRandom(5);
  const engineWith: Runner['engineWith'] = (some) =>
    createEngine({
      store,
      clock,
      random,
      queue: options.queue ?? silentQueue,
      access: createAccess({
        vault: some,
        connectors,
        fetch: wire.fetch,
        clock,
        production: false,
      }),
      resolver: options.resolver ?? noRedirects,
      connectors,
      holder: 'test',
      report: options.report ?? (() => {}),
    });
  const engine = engineWith(vault);
  const settings = { followRedirects: false, ...options.settings };
  const input = { id: connectionId, crm: connector.id, name: 'Simulated', settings };
  const connect = (credentials: Credentials) =>
    connectAccount({ engineWith, vault, store }, input, credentials);
  takeAnswer(await connect(crm.credentials));
  takeAnswer(await engine.setSwitches(connectionId, { reading: true, writing: true }));
  const world = { simulator, engine, store, clock };
  await settle(world);
  return {
    ...world,
    settle: () => settle(world),
    reconnect: connect,
    promises: () => promisesOf(crm, store),
    close: async () => {
      await wire.close();
      await simulator.close();
    },
  };
};
