import { salesforce } from '@concord/connector-salesforce';
import { createSimulatedOrg } from '@concord/connector-salesforce/simulator';
import type { SimulatedOrg } from '@concord/connector-salesforce/simulator';
import type { Engine } from '@concord/core/engine';
import { createMemoryStore } from '@concord/core/memory-store';
import { isStaleLease } from '@concord/core/ports';
import type { Store } from '@concord/core/ports';
import { createSeededRandom } from '@concord/testkit';
import { createRandom } from '@concord/testkit/simulator';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { createAccountDoor } from './account-door.ts';
import type { AccountDoor } from './account-door.ts';
import { compensating } from './compensating.ts';
import { createInstance, engineOf } from './instance.ts';
import type { Instance, InstanceParts } from './instance.ts';
import { chooseKnobs } from './knobs.ts';
import type { Knobs } from './knobs.ts';
import { leftOut } from './left-out.ts';
import { createNetwork } from './network.ts';
import type { Arrival } from './network.ts';
import { createRecorder } from './recorder.ts';
import type { Records } from './recorder.ts';
import { createTimeline } from './timeline.ts';
import type { Fate, Timeline } from './timeline.ts';
import { createTrace } from './trace.ts';
import type { Trace } from './trace.ts';
import { createBellTower, runWorker } from './worker.ts';
import type { BellTower } from './worker.ts';

export const connectionId = 'c1';

/** A wrong that was found, by the invariant that it breaks. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** One seed's platform, processes, network and CRM. */
export interface World {
  readonly seed: number;
  readonly org: SimulatedOrg;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly door: AccountDoor;
  readonly tower: BellTower;
  /** What the platform itself calls; never killed. */
  readonly front: Engine;
  readonly frontSelf: Instance;
  readonly instances: readonly Instance[];
  readonly chance: (part: string) => SeededRandom;
  readonly knobs: () => Knobs;
  /** Ends all faults, and lets one process and more live. */
  readonly heal: () => void;
  /** What the store was told, for what is held against the CRM's history. */
  readonly records: Records;
  /** When the platform last asked for the writing of something, by its key. */
  readonly asks: Map<string, number[]>;
  /** Fields that a write can name, as `Contact.Title`: others are the CRM's to derive. */
  readonly writable: Set<string>;
  /** Ids of records that were ever hidden from us, which no read may have told of. */
  readonly hidden: Set<string>;
  readonly skewMs: number;
  /** Whether answers may take long. */
  readonly isSlow: boolean;
  readonly violations: Violation[];
  readonly violate: (invariant: string, detail: string) => void;
  /** Interesting states that the run has been in. */
  readonly states: Set<string>;
  readonly met: (state: string) => void;
  /** Right before and after a request takes effect. */
  readonly hooks: {
    before: (arrival: Arrival) => void;
    after: (arrival: Arrival, since: number) => void;
  };
}

/** The moment at which every run begins: a whole second. */
const startMs = Date.parse('2026-03-02T09:00:00.000Z');

/** Turns right before and after a call that changes the CRM: where it matters most. */
const aroundCalls: ReadonlySet<string> = new Set([
  'savePlans',
  'markSent',
  'conclude',
  'applyPage',
]);

/** What a run may be told beside its seed. */
export interface WorldOptions {
  readonly keepTrace?: boolean;
  readonly bug?: PlantedBug | null;
  /** Put in the place of what the seed draws. */
  readonly knobs?: Partial<Knobs>;
}

const healed = (knobs: Knobs): Knobs => ({
  ...(Object.fromEntries(Object.keys(knobs).map((name) => [name, 0])) as unknown as Knobs),
  workers: knobs.workers,
  productFields: knobs.productFields,
  compensates: knobs.compensates,
  skewMs: knobs.skewMs,
});

/** Has every change in the CRM told where it happens. */
function tellHistory(org: SimulatedOrg, trace: Trace): void {
  const { history } = org;
  const add = history.add.bind(history);
  history.add = (change) => {
    add(change);
    const { user, kind, object, id, field, before, after } = change;
    const who = user === org.report.users.integration ? 'WE' : 'they';
    trace.tell(
      () => `  ${who} ${kind} ${object} ${id} ${field}: ${String(before)} became ${String(after)}`,
    );
  };
}

/** An empty platform and an empty CRM, with no process at work yet. */
export function createWorld(
  seed: number,
  { keepTrace = false, bug, knobs: given }: WorldOptions = {},
): World {
  const root = createRandom(seed);
  const chance = (part: string) => root.fork(part);
  let knobs: Knobs = { ...chooseKnobs(chance('knobs')), ...bug?.knobs, ...given };
  const trace = createTrace(keepTrace);
  const org = createSimulatedOrg({
    seed,
    clock: { startMs, running: false },
    productFields: knobs.productFields,
    stateCountryPicklists: false,
    leaveOut: leftOut,
  });
  if (keepTrace) tellHistory(org, trace);
  const violations: Violation[] = [];
  const states = new Set<string>();
  const met = (state: string) => void states.add(state);
  const fates = chance('fates');
  const turns = chance('turns');
  let healthy = false;
  const fateOf = (actor: { readonly name: string }, turn: string): Fate => {
    const self = instances.find(({ name }) => name === actor.name);
    if (healthy || self === undefined) return 'goes-on';
    const times = aroundCalls.has(turn) ? 6 : 1;
    if (fates.chance(knobs.kill * times)) return kill(self);
    if (fates.chance(knobs.pause * times)) return pause(self);
    return 'goes-on';
  };
  const timeline = createTimeline({
    clock: org.clock,
    random: chance('order'),
    trace,
    fateOf,
    turnMs: () => (turns.chance(0.1) ? turns.below(400) : turns.below(4)),
  });
  const kill = (self: Instance): Fate => {
    self.alive = false;
    met('a process is killed');
    timeline.at(timeline.now() + fates.below(60_000), startWorker);
    return 'killed';
  };
  const pause = (self: Instance): Fate => {
    self.pausedUntil = timeline.now() + 5_000 + fates.below(90_000);
    self.wasPaused = true;
    met('a process stands still');
    return 'paused';
  };
  const hooks: World['hooks'] = { before: () => {}, after: () => {} };
  const network = createNetwork({
    timeline,
    random: chance('network'),
    trace,
    knobsOf: (sender) => (sender === frontSelf ? healed(knobs) : knobs),
    now: () => org.clock.now(),
    met,
    answer: (arrival) => {
      hooks.before(arrival);
      const since = org.history.length;
      const reply = org.handle(arrival.request);
      hooks.after(arrival, since);
      trace.tell(() => `  answered ${reply.status} ${String(reply.body).slice(0, 300)}`);
      return reply;
    },
  });
  const base = createMemoryStore();
  const recorder = createRecorder(base, { met, now: () => org.clock.now() });
  const store = bug?.store?.(recorder.store) ?? recorder.store;
  const guarded = knobs.compensates ? compensating(salesforce, org) : salesforce;
  const connector = bug?.connector?.(guarded) ?? guarded;
  const door = createAccountDoor(connector);
  const tower = createBellTower(chance('bells'), () => knobs);
  const storeFaults = chance('store');
  const random = createSeededRandom(seed);
  const partsFor = (self: Instance): InstanceParts => ({
    timeline,
    store,
    random,
    queue: tower.queue,
    fetch: network.fetchOf(self),
    door,
    connectors: [connector],
    report: ({ event, reason }) => met(reason === undefined ? event : `${event} ${reason}`),
    losesAnswer: () => self !== frontSelf && !healthy && storeFaults.chance(knobs.storeLost),
  });
  const frontSelf = createInstance('front', 0);
  const front = engineOf(frontSelf, partsFor(frontSelf));
  const instances: Instance[] = [];
  const workerChance = chance('workers');
  const violate = (invariant: string, detail: string) => {
    violations.push({ invariant, detail });
    trace.add('violated');
    trace.tell(() => `violated: ${invariant}: ${detail}`);
  };
  const onError = (thrown: unknown) => {
    const isOurs = thrown instanceof Error && thrown.message === 'connection lost';
    if (isOurs || isStaleLease(thrown)) return;
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    violate('nothing unexpected is thrown', text.split('\n').slice(0, 4).join(' '));
  };
  const startWorker = () => {
    const skewMs = knobs.skewMs === 0 ? 0 : workerChance.below(2 * knobs.skewMs) - knobs.skewMs;
    const self = createInstance(`worker-${instances.length + 1}`, skewMs);
    instances.push(self);
    const engine =
      bug?.engine?.(engineOf(self, partsFor(self)), { store }) ?? engineOf(self, partsFor(self));
    void runWorker({
      self,
      engine,
      tower,
      timeline,
      random: workerChance.fork(self.name),
      onError,
    });
  };
  const world: World = {
    seed,
    org,
    store: base,
    timeline,
    trace,
    door,
    tower,
    front,
    frontSelf,
    instances,
    chance,
    knobs: () => knobs,
    heal: () => {
      healthy = true;
      knobs = healed(knobs);
      for (const one of instances) one.pausedUntil = 0;
      startWorker();
    },
    records: recorder.records,
    asks: new Map(),
    writable: new Set(),
    hidden: new Set(),
    skewMs: knobs.skewMs,
    isSlow: knobs.slow + knobs.pause > 0,
    violations,
    violate,
    states,
    met,
    hooks,
  };
  for (let count = 0; count < knobs.workers; count += 1) {
    timeline.at(timeline.now() + 1_000 * count, startWorker);
  }
  return world;
}
