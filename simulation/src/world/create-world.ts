import { createMemoryStore } from '@concord/core/memory-store';
import { isStaleLease } from '@concord/core/ports';
import { createSeededRandom } from '@concord/testkit';
import { createRandom } from '@concord/testkit/simulator';
import type { SeededRandom } from '@concord/testkit/simulator';
import { createHubSpotCrm } from '../crm/hubspot-crm.ts';
import { createSalesforceCrm } from '../crm/salesforce-crm.ts';
import type { SimulatedCrm } from '../crm/simulated-crm.ts';
import { createAccountDoor } from './account-door.ts';
import { createFates } from './fates.ts';
import { createHealth, healed } from './health.ts';
import type { Health } from './health.ts';
import { createInstance, engineOf } from './instance.ts';
import type { Instance, InstanceParts } from './instance.ts';
import { chooseKnobs } from './knobs.ts';
import type { Knobs } from './knobs.ts';
import { createNetwork } from './network.ts';
import type { Arrival } from './network.ts';
import { createNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import { createRecorder } from './recorder.ts';
import { createTimeline } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { createTrace } from './trace.ts';
import type { Trace } from './trace.ts';
import { createBellTower, runWorker } from './worker.ts';
import type { Hooks, Underlay, World, WorldOptions } from './world.ts';

/** The moment at which every run begins: a whole second. */
const startMs = Date.parse('2026-03-02T09:00:00.000Z');

const createCrm = { salesforce: createSalesforceCrm, hubspot: createHubSpotCrm } as const;

/** Nothing that leaves this process. */
const inProcess: Underlay = {
  createTimeline,
  createNetwork,
  createStore: createMemoryStore,
  reach: ({ store, losesAnswer }) => ({ store, losesAnswer }),
};

/** Where everything happens, before anybody is there. */
interface Stage {
  readonly seed: number;
  readonly options: WorldOptions;
  readonly underlay: Underlay;
  readonly chance: (part: string) => SeededRandom;
  readonly health: Health;
  readonly trace: Trace;
  readonly notes: Notes;
  readonly crm: SimulatedCrm;
  readonly hooks: Hooks;
}

const knobsOf = (random: SeededRandom, { bug, knobs }: WorldOptions): Knobs => {
  const drawn = { ...chooseKnobs(random), ...bug?.knobs, ...knobs };
  // HubSpot refuses no update.
  return drawn.crm === 'hubspot' ? { ...drawn, compensates: true } : drawn;
};

function createStage(seed: number, options: WorldOptions): Stage {
  const root = createRandom(seed);
  const chance = (part: string) => root.fork(part);
  const knobs = knobsOf(chance('knobs'), options);
  const trace = createTrace(options.keepTrace ?? false);
  const crm = createCrm[knobs.crm](seed, { knobs, startMs });
  if (options.keepTrace) tellHistory(crm, trace);
  return {
    seed,
    options,
    underlay: options.underlay ?? inProcess,
    chance,
    health: createHealth(knobs),
    trace,
    notes: createNotes(trace),
    crm,
    hooks: { before: () => {}, after: () => {} },
  };
}

/** Has every change in the CRM told where it happens. */
function tellHistory({ history, ours }: SimulatedCrm, trace: Trace): void {
  const add = history.add.bind(history);
  history.add = (change) => {
    add(change);
    const { user, kind, object, id, field, before, after } = change;
    const who = user === ours ? 'WE' : 'they';
    trace.tell(
      () => `  ${who} ${kind} ${object} ${id} ${field}: ${String(before)} became ${String(after)}`,
    );
  };
}

/** Answers a request at the moment when it takes effect. */
const answerOn =
  ({ crm, hooks, trace }: Stage) =>
  (arrival: Arrival) => {
    hooks.before(arrival);
    const since = crm.history.length;
    const reply = crm.handle(arrival.request);
    hooks.after(arrival, since);
    trace.tell(() => `  answered ${reply.status} ${String(reply.body).slice(0, 300)}`);
    return reply;
  };

const networkOn = (stage: Stage, { timeline, front }: { timeline: Timeline; front: Instance }) => {
  const { chance, trace, crm, health, notes, underlay } = stage;
  return underlay.createNetwork({
    timeline,
    random: chance('network'),
    trace,
    faults: crm.faults,
    knobsOf: (sender) => (sender === front ? healed(health.knobs()) : health.knobs()),
    now: () => crm.clock.now(),
    met: notes.met,
    answer: answerOn(stage),
  });
};

/** What processes may throw when they lose what they stand on; anything else is a wrong. */
const tellErrors =
  ({ violate }: Notes) =>
  (thrown: unknown): void => {
    const isOurs = thrown instanceof Error && thrown.message === 'connection lost';
    if (isOurs || isStaleLease(thrown)) return;
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    violate('nothing unexpected is thrown', text.split('\n').slice(0, 4).join(' '));
  };

const timelineOn = (
  { chance, crm, trace, underlay }: Stage,
  fateOf: ReturnType<typeof createFates>,
) => {
  const turns = chance('turns');
  return underlay.createTimeline({
    clock: crm.clock,
    random: chance('order'),
    trace,
    fateOf,
    turnMs: () => (turns.chance(0.1) ? turns.below(400) : turns.below(4)),
  });
};

/** Store, doorbell, credentials and network, as each process reaches them. */
function createGround(stage: Stage, timeline: Timeline) {
  const { chance, crm, health, notes, options, seed, underlay } = stage;
  const frontSelf = createInstance('front', 0);
  const network = networkOn(stage, { timeline, front: frontSelf });
  const base = underlay.createStore();
  const recorder = createRecorder(base, { met: notes.met, now: () => crm.clock.now() });
  const store = options.bug?.store?.(recorder.store) ?? recorder.store;
  const connector = options.bug?.connector?.(crm.connector) ?? crm.connector;
  const door = createAccountDoor(connector);
  const tower = createBellTower(chance('bells'), health.knobs);
  const faults = chance('store');
  const random = createSeededRandom(seed);
  const partsFor = (self: Instance): InstanceParts => ({
    ...underlay.reach({
      self,
      store,
      losesAnswer: () =>
        self !== frontSelf && !health.isHealed() && faults.chance(health.knobs().storeLost),
    }),
    timeline,
    random,
    queue: tower.queue,
    fetch: network.fetchOf(self),
    door,
    connectors: [connector],
    report: ({ event, reason }) => notes.met(reason === undefined ? event : `${event} ${reason}`),
  });
  const engineFor = (self: Instance) => {
    const engine = engineOf(self, partsFor(self));
    return options.bug?.engine?.(engine, { store }) ?? engine;
  };
  const front = engineOf(frontSelf, partsFor(frontSelf));
  return { base, records: recorder.records, door, tower, front, engineFor };
}

/** Starts processes, each with an engine of its own. */
function createStarter(stage: Stage, instances: Instance[]) {
  const random = stage.chance('workers');
  return (timeline: Timeline, { tower, engineFor }: ReturnType<typeof createGround>): void => {
    const { skewMs } = stage.health.knobs();
    const skew = skewMs === 0 ? 0 : random.below(2 * skewMs) - skewMs;
    const self = createInstance(`worker-${instances.length + 1}`, skew);
    instances.push(self);
    void runWorker({
      self,
      engine: engineFor(self),
      tower,
      timeline,
      random: random.fork(self.name),
      onError: tellErrors(stage.notes),
    });
  };
}

/** An empty platform and an empty CRM, with no process at work yet. */
export function createWorld(seed: number, options: WorldOptions = {}): World {
  const stage = createStage(seed, options);
  const { chance, crm, health, hooks, notes, trace } = stage;
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
  const timeline = timelineOn(stage, fateOf);
  const ground = createGround(stage, timeline);
  const knobs = health.knobs();
  for (let count = 0; count < knobs.workers; count += 1) {
    timeline.at(timeline.now() + 1_000 * count, startWorker);
  }
  return {
    ...notes,
    seed,
    crm,
    store: ground.base,
    timeline,
    trace,
    door: ground.door,
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
    records: ground.records,
    asks: new Map(),
    writable: new Set(),
    hidden: new Set(),
    skewMs: knobs.skewMs,
    isSlow: knobs.slow + knobs.pause > 0,
    compensates: knobs.compensates,
    hasKey: knobs.productFields,
    hooks,
  };
}
