import { toInstant } from '@concord/core/contract';
import type { WriteRequest } from '@concord/core/ports';
import { schedulePlatform } from './load/platform-load.ts';
import { scheduleDeeds } from './load/schedule.ts';
import { watchArrivals } from './invariants/watch-arrivals.ts';
import { checkHistory } from './invariants/check-history.ts';
import { checkRest } from './invariants/check-rest.ts';
import { createWorld } from './world/create-world.ts';
import type { Violation } from './world/notes.ts';
import { connectionId } from './world/world.ts';
import type { World, WorldOptions } from './world/world.ts';

/** What one seed came to. */
export interface SeedResult {
  readonly seed: number;
  readonly hash: string;
  readonly violations: readonly Violation[];
  readonly states: ReadonlySet<string>;
  readonly steps: number;
  /** What happened, step by step; empty unless asked for. */
  readonly lines: readonly string[];
}

const minute = 60_000;

/** Connects the account and switches everything on, before anything goes wrong. */
async function connect({ front, crm }: World, createAs: 'leads' | 'contactsAndAccounts') {
  const settings = { createAs, followRedirects: false };
  await front.connect({ id: connectionId, crm: crm.connector.id, name: 'Simulated', settings });
  await front.setSwitches(connectionId, { reading: true, writing: true });
}

async function noteWritable({ store, writable }: World): Promise<void> {
  const connection = await store.getConnection(connectionId);
  for (const [object, { fields }] of Object.entries(connection?.schema ?? {})) {
    for (const field of fields) if (field.updatable) writable.add(`${object}.${field.name}`);
  }
}

/** Work that is waited for while time passes; throws what it threw. */
async function within(world: World, work: Promise<unknown>, ms: number): Promise<void> {
  let over = false;
  let failed: unknown = null;
  const mark = (thrown: unknown) => {
    failed = thrown ?? null;
    over = true;
  };
  work.then(() => mark(null), mark);
  await world.timeline.run(world.timeline.now() + ms, () => over);
  if (failed !== null) throw failed;
  if (!over) world.violate('work ends', 'what was begun before the faults did not end');
}

/** Whether nothing is left to be done but what waits for a person who is not there. */
async function isAtRest(world: World): Promise<boolean> {
  const { store, instances, tower, crm } = world;
  const connection = await store.getConnection(connectionId);
  const due = await store.nextDueAt(connectionId);
  const lastChange = crm.history.list({ since: crm.history.length - 1 })[0]?.time ?? '';
  const plans = await store.openPlans(connectionId);
  const waiting = due === null || (await isWaitingOnly(world));
  const isRead = connection?.lastReadAt != null && connection.lastReadAt > lastChange;
  const busy = instances.some(({ lease, alive }) => alive && lease !== null);
  const queued = await Promise.all(
    (['read', 'reprocess'] as const).map((kind) => store.nextQueuedRun(connectionId, kind)),
  );
  const idle = queued.every((run) => run === null);
  return waiting && isRead && !busy && idle && plans.length === 0 && tower.size() === 0;
}

const farAway = toInstant('9999-01-01');

async function openRequests(store: World['store']): Promise<WriteRequest[]> {
  const kinds = ['company', 'person', 'emailMessage', 'task'] as const;
  const wish = { connectionId, now: farAway, limit: 1_000 };
  const lists = await Promise.all(kinds.map((object) => store.dueRequests({ ...wish, object })));
  return lists.flat();
}

/** Requests that are open wait for somebody who is not in the CRM. */
async function isWaitingOnly({ store, crm, hasKey }: World): Promise<boolean> {
  const isForGood = ({ waitingFor }: WriteRequest) =>
    waitingFor === 'person' ||
    (waitingFor === 'company' && !hasKey && !crm.facts.createsWithoutKey);
  return (await openRequests(store)).every(isForGood);
}

/** Lets time pass in stretches until everything is done; answers whether it ever was. */
async function settle(world: World, stretches: number): Promise<boolean> {
  for (let count = 0; count < stretches; count += 1) {
    await world.timeline.run(world.timeline.now() + minute);
    if (await isAtRest(world)) return true;
  }
  return false;
}

async function live(world: World): Promise<void> {
  const choice = world.chance('settings');
  await within(world, connect(world, choice.chance(0.4) ? 'leads' : 'contactsAndAccounts'), minute);
  await noteWritable(world);
  watchArrivals(world);
  const { events, spanMs } = world.knobs();
  const people = world.crm.peopleIn(world);
  scheduleDeeds(world, { count: events, spanMs }, people);
  const platform = schedulePlatform(world, { count: events, spanMs });
  await world.timeline.run(world.timeline.now() + spanMs);
  world.heal();
  people.heal();
  await within(world, platform.heal(), 10 * minute);
  await within(world, world.front.startRead(connectionId), minute);
  if (!(await settle(world, 280))) world.violate('everything settles', await whyNot(world));
}

async function whyNot({ store, tower }: World): Promise<string> {
  const open = await openRequests(store);
  const what = open.map(({ object, state, waitingFor }) => `${object} ${state} for ${waitingFor}`);
  const connection = await store.getConnection(connectionId);
  const plans = await store.openPlans(connectionId);
  const due = await store.nextDueAt(connectionId);
  const state = `${connection?.state} held ${connection?.hold?.until} read ${connection?.lastReadAt}`;
  return `${[...new Set(what)].join()} ${state} due ${due} plans ${plans.length} bells ${tower.size()}`;
}

/** One cycle more: everything is read and looked at again, and nothing is written. */
async function oneMore(world: World): Promise<void> {
  const before = world.crm.history.length;
  // What changed last may be late in an index; the next read is to find it.
  await world.timeline.run(world.timeline.now() + 2 * minute);
  await within(world, world.front.startRead(connectionId), minute);
  await settle(world, 20);
  const ours = world.crm.history
    .list({ since: before })
    .filter(({ user }) => user === world.crm.ours);
  for (const { object, id, field } of ours) {
    world.violate('a quiet cycle writes nothing', `${object} ${id} ${field}`);
  }
}

/** Runs one seed from its beginning to its end, and holds what happened against what is promised. */
export async function runSeed(seed: number, options: WorldOptions = {}): Promise<SeedResult> {
  const world = createWorld(seed, options);
  await live(world);
  if (world.violations.length === 0) await oneMore(world);
  checkHistory(world);
  await checkRest(world);
  for (const one of world.instances) one.alive = false;
  return {
    seed,
    hash: world.trace.hash(),
    violations: world.violations,
    states: world.states,
    steps: world.trace.count(),
    lines: world.trace.lines,
  };
}
