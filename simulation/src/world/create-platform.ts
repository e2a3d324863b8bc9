import type { Connector } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import type { Access, Clock } from '@concord/core/ports';
import { isStaleLease } from '@concord/core/ports';
import { createSeededRandom } from '@concord/testkit';
import { createRandom } from '@concord/testkit/simulator';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Reach } from '../crm/simulated-crm.ts';
import type { Account } from './create-account.ts';
import { createAccount, networkPartsOf } from './create-account.ts';
import { createFates } from './fates.ts';
import { createHealth } from './health.ts';
import type { Health } from './health.ts';
import { createInstance, engineOf } from './instance.ts';
import type { Instance, InstanceParts } from './instance.ts';
import { chooseKnobs } from './knobs.ts';
import type { CrmName } from './knobs.ts';
import { createNetwork } from './network.ts';
import { createNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import { createRecorder } from './recorder.ts';
import { createTimeline } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { createTrace } from './trace.ts';
import type { Trace } from './trace.ts';
import { createBellTower, runWorker } from './worker.ts';
import type { Platform, World, WorldOptions } from './world.ts';

/** Where everything happens, before anybody is there. */
export interface Stage {
  readonly seed: number;
  readonly options: WorldOptions;
  readonly chance: (part: string) => SeededRandom;
  readonly health: Health;
  readonly trace: Trace;
  readonly notes: Notes;
}

function createStage(seed: number, options: WorldOptions): Stage {
  const root = createRandom(seed);
  const chance = (part: string) => root.fork(part);
  const { bug, knobs } = options;
  const drawn = { ...chooseKnobs(chance('knobs')), ...bug?.knobs, ...knobs };
  const trace = createTrace(options.keepTrace ?? false);
  const notes = createNotes(trace);
  return { seed, options, chance, health: createHealth(drawn), trace, notes };
}

/** What processes may throw when they lose what they stand on; anything else is a wrong. */
const tellErrors =
  ({ violate }: Notes) =>
  (thrown: unknown): void => {
    const isOurs = thrown instanceof Error && thrown.message === 'connection lost';
    if (isOurs || isStaleLease(thrown)) return;
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    violate('nothing unexpected is thrown', text.split('\n').slice(0, 4).join(' '));
  };

/** After all promises, where none waits for a turn of the loop as those of streams do. */
const afterTicks = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** Whether all answers are at hand. */
const isPlain = (crms: readonly CrmName[]) => crms.every((name) => name === 'memory');

/** One time for all accounts. */
const clockOf = ([first, ...others]: readonly Account[]) => {
  const { clock } = (first as Account).crm;
  return {
    now: () => clock.now(),
    set: (ms: number) => {
      clock.set(ms);
      for (const { crm } of others) crm.clock.set(ms);
    },
  };
};

const timelineOn = (
  { chance, trace, health, options }: Stage,
  accounts: readonly Account[],
  fateOf: ReturnType<typeof createFates>,
) => {
  const turns = chance('turns');
  const create = options.underlay?.createTimeline ?? createTimeline;
  return create({
    clock: clockOf(accounts),
    random: chance('order'),
    trace,
    fateOf,
    turnMs: () => (turns.chance(0.1) ? turns.below(400) : turns.below(4)),
    ...(isPlain(health.knobs().crms) && { settled: afterTicks }),
  });
};

/** How a process reaches each of the accounts. */
function accessBy(
  stage: Stage,
  accounts: readonly Account[],
  { timeline, front }: { readonly timeline: Timeline; readonly front: Instance },
) {
  const ways = accounts.map((account) => {
    const parts = networkPartsOf(account, { stage, timeline, front });
    const network = createNetwork(parts);
    return { account, network, fetchOf: stage.options.underlay?.createFetch(parts) };
  });
  return (self: Instance) =>
    (clock: Clock): Access => {
      const open = ways.map(({ account, network, fetchOf }): readonly [string, Access] => {
        const reach: Reach = {
          clock,
          carry: (errand) => network(self, errand),
          ...(fetchOf && { fetchTo: (crm) => fetchOf(self, crm) }),
        };
        return [account.connectionId, account.door.accessFor(reach)];
      });
      const byId = new Map(open);
      return {
        open: (connection, signal) => {
          const way = byId.get(connection.id);
          if (way === undefined) throw new Error(`no account ${connection.id}`);
          return way.open(connection, signal);
        },
      };
    };
}

/** Store, doorbell, credentials and network, as each process reaches them. */
function createGround(stage: Stage, accounts: readonly Account[], timeline: Timeline) {
  const { chance, health, notes, options, seed } = stage;
  const frontSelf = createInstance('front', 0);
  const accessOf = accessBy(stage, accounts, { timeline, front: frontSelf });
  const { underlay } = options;
  const base = underlay?.createStore() ?? createMemoryStore();
  const recorder = createRecorder(base, { met: notes.met, now: () => timeline.now() });
  const store = options.bug?.store?.(recorder.store) ?? recorder.store;
  const connectors: readonly Connector[] = accounts.map(({ connector }) => connector);
  const tower = createBellTower(chance('bells'), health.knobs);
  const faults = chance('store');
  const random = createSeededRandom(seed);
  const reach = underlay?.reach ?? (({ losesAnswer }) => ({ store, losesAnswer }));
  const partsFor = (self: Instance): InstanceParts => ({
    ...reach({
      self,
      store,
      losesAnswer: () =>
        self !== frontSelf && !health.isHealed() && faults.chance(health.knobs().storeLost),
    }),
    timeline,
    random,
    queue: tower.queue,
    accessFor: accessOf(self),
    connectors,
    report: ({ event, reason }) => notes.met(reason === undefined ? event : `${event} ${reason}`),
  });
  const engineFor = (self: Instance) => {
    const engine = engineOf(self, partsFor(self));
    return options.bug?.engine?.(engine, { store }) ?? engine;
  };
  const front = engineOf(frontSelf, partsFor(frontSelf));
  return { base, recordsOf: recorder.recordsOf, tower, front, engineFor };
}

type Ground = ReturnType<typeof createGround>;

/** Starts processes, each with an engine of its own. */
function createStarter(stage: Stage, instances: Instance[]) {
  const random = stage.chance('workers');
  return (timeline: Timeline, { tower, engineFor }: Ground): void => {
    const { skewMs, crms } = stage.health.knobs();
    const skew = skewMs === 0 ? 0 : random.below(2 * skewMs) - skewMs;
    const self = createInstance(`worker-${instances.length + 1}`, skew);
    instances.push(self);
    void runWorker({
      self,
      engine: engineFor(self),
      tower,
      timeline,
      random: random.fork(self.name),
      lookMs: isPlain(crms) ? 240_000 : 60_000,
      onError: tellErrors(stage.notes),
    });
  };
}

const worldOf = (platform: Platform, account: Account, ground: Ground): World => ({
  ...platform,
  ...account,
  records: ground.recordsOf(account.connectionId),
  writable: new Set(),
  sentAt: new Map(),
  undone: new Map(),
  hidden: new Set(),
});

/** An empty platform and its empty CRMs, with no process at work yet. */
export function createPlatform(
  seed: number,
  options: WorldOptions = {},
): { readonly platform: Platform; readonly worlds: readonly [World, ...World[]] } {
  const stage = createStage(seed, options);
  const { chance, health, notes, trace } = stage;
  const knobs = health.knobs();
  const accounts = knobs.crms.map((name, index) => createAccount(stage, name, index));
  const instances: Instance[] = [];
  const start = createStarter(stage, instances);
  const startWorker = () => start(timeline, ground);
  const fateOf = createFates({
    random: chance('fates'),
    health,
    instances,
    timeline: () => timeline,
    met: notes.met,
    restart: startWorker,
  });
  const timeline = timelineOn(stage, accounts, fateOf);
  const ground = createGround(stage, accounts, timeline);
  for (let count = 0; count < knobs.workers; count += 1) {
    timeline.at(timeline.now() + 1_000 * count, startWorker);
  }
  const platform: Platform = {
    ...notes,
    seed,
    store: ground.base,
    timeline,
    trace,
    tower: ground.tower,
    front: ground.front,
    instances,
    chance,
    knobs: health.knobs,
    heal: () => {
      health.heal();
      for (const one of instances) one.pausedUntil = 0;
      startWorker();
    },
    asks: new Map(),
    skewMs: knobs.skewMs,
    isSlow: knobs.slow + knobs.pause > 0,
    hasKey: knobs.productFields,
  };
  const [first, ...others] = accounts.map((account) => worldOf(platform, account, ground));
  if (first === undefined) throw new RangeError('a platform needs a CRM');
  return { platform, worlds: [first, ...others] };
}
