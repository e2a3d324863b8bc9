import { createGateway, ensureApiKey } from '@concord/graphql-gateway';
import { connectionId, type AnySimulator, type WorldOf } from '../sync/world-of.ts';
import { createApi, type Api } from './api.ts';
import type { Bells } from './bells.ts';

/** A Monday morning, so that every run sees the same times. */
export const mondayMs = Date.UTC(2026, 5, 1, 9);

/** A world whose time passes only when a scenario lets it. */
export interface DrivenWorld {
  /** The platform's user, or its plays, through the API. */
  readonly api: Api;
  /** Lets minutes pass, doing what falls due at each; a quarter of an hour holds one read. */
  readonly pass: (minutes?: number) => Promise<void>;
  /** Does what is due now. */
  readonly work: () => Promise<void>;
}

type World = Pick<WorldOf<AnySimulator>, 'engine' | 'store' | 'clock' | 'simulator'>;

/** Never late: a request of a test takes the time it takes. */
const sleepOn = (_ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

/** A scenario begins with its account connected. */
const refuse = () => Promise.reject(new Error('no scenario connects an account'));
const accounts = {
  connect: refuse,
  reconnect: refuse,
  startConnect: refuse,
  startReconnect: refuse,
  finishConnect: refuse,
  disconnect: refuse,
};

const createScenarioApi = async (world: World): Promise<Api> => {
  const { engine, store } = world;
  const clock = { now: world.clock.now, sleep: sleepOn };
  const events: unknown[] = [];
  const log = (event: unknown) => void events.push(event);
  const mode = 'production';
  const gateway = createGateway({
    workspaces: new Map([['default', { engine, store, accounts }]]),
    clock,
    tokens: null,
    operations: null,
    whileWanted: (_, work) => work(),
    origins: [],
    mode,
    log,
  });
  const secret = await ensureApiKey('default', { store, clock });
  return createApi(gateway.fetch, secret ?? '');
};

/** Rounds of bells in which everything that is due at one moment must have been done. */
const roundsMax = 40;

const workOff = async ({ engine }: World, bells: Bells): Promise<void> => {
  const { signal } = new AbortController();
  const jobs = { read: engine.runRead, write: engine.runWrite, background: engine.runBackground };
  for (let round = 0; round < roundsMax; round += 1) {
    await engine.ringDue();
    const due = bells.take();
    if (due.length === 0) return;
    for (const { work } of due) await jobs[work](connectionId, signal);
  }
};

/** Drives a world by its bells and its CRM's clock, after the work that is due at first. */
export const driveWorld = async (world: World, bells: Bells): Promise<DrivenWorld> => {
  const work = () => workOff(world, bells);
  await work();
  return {
    api: await createScenarioApi(world),
    work,
    pass: async (minutes = 16) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        world.simulator.clock.advance(60_000);
        await work();
      }
    },
  };
};
