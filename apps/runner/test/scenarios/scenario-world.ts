import type { DomainResolver, Store } from '@concord/core/ports';
import { createMemoryStore } from '@concord/core/memory-store';
import { createGateway, ensureApiKey } from '@concord/graphql-gateway';
import { createSeededRandom } from '@concord/testkit';
import type { ConnectInput } from '@concord/core/engine';
import type { SimulatorOptions } from '@concord/connector-salesforce/simulator';
import { connectionId, createSyncWorld, type SyncWorld } from '../sync/sync-world.ts';
import { createApi, type Api } from './api.ts';
import { createBells, type Bells } from './bells.ts';
import { createSalesforcePerson, type SalesforcePerson } from './salesforce-person.ts';

/** A customer's Salesforce kept in step, with the platform's user on one side and theirs on the other. */
export interface Scenario {
  readonly world: SyncWorld;
  readonly store: Store;
  /** The platform's user, or its plays, through the API. */
  readonly api: Api;
  /** Somebody who works in Salesforce. */
  readonly person: SalesforcePerson;
  /** Lets minutes pass, doing what falls due at each; a quarter of an hour holds one read. */
  readonly pass: (minutes?: number) => Promise<void>;
  /** Does what is due now. */
  readonly work: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a scenario may decide; the store is in memory unless told otherwise. */
export interface ScenarioOptions {
  readonly simulator?: SimulatorOptions;
  readonly settings?: ConnectInput['settings'];
  readonly store?: Store;
  readonly resolver?: DomainResolver;
}

/** A Monday morning, so that every run sees the same times. */
const startMs = Date.UTC(2026, 5, 1, 9);

/** Never late: a request of a test takes the time it takes. */
const sleepOn = (_ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

const createScenarioApi = async (world: SyncWorld): Promise<Api> => {
  const { engine, store } = world;
  const clock = { now: world.clock.now, sleep: sleepOn };
  const events: unknown[] = [];
  const log = (event: unknown) => void events.push(event);
  const mode = 'production';
  const gateway = createGateway({ engine, store, clock, origins: [], mode, log });
  const secret = await ensureApiKey(store, createSeededRandom(9), clock);
  return createApi(gateway.fetch, secret ?? '');
};

/** Rounds of bells in which everything that is due at one moment must have been done. */
const roundsMax = 40;

const workOff = async ({ engine }: SyncWorld, bells: Bells): Promise<void> => {
  const { signal } = new AbortController();
  const jobs = { read: engine.runRead, write: engine.runWrite, background: engine.runBackground };
  for (let round = 0; round < roundsMax; round += 1) {
    await engine.ringDue();
    const due = bells.take();
    if (due.length === 0) return;
    for (const { work } of due) await jobs[work](connectionId, signal);
  }
};

/** Opens a connected account whose first read is done, in the middle of nothing. */
export const createScenario = async (options: ScenarioOptions = {}): Promise<Scenario> => {
  const { simulator, store = createMemoryStore(), ...rest } = options;
  const bells = createBells();
  const seed = { accounts: 8, contacts: 24, leads: 8, ...simulator };
  const clock = { startMs, running: false };
  const queue = bells.queue;
  const world = await createSyncWorld({ ...rest, store, queue, simulator: { clock, ...seed } });
  const work = () => workOff(world, bells);
  await work();
  return {
    world,
    store,
    api: await createScenarioApi(world),
    person: createSalesforcePerson(world.simulator),
    work,
    pass: async (minutes = 16) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        world.simulator.clock.advance(60_000);
        await work();
      }
    },
    close: world.close,
  };
};
