import { toInstant } from '@concord/core/contract';
import type { WriteRequest } from '@concord/core/ports';
import { schedulePlatform } from './load/platform-load.ts';
import { scheduleDeeds } from './load/schedule.ts';
import { watchArrivals } from './invariants/watch-arrivals.ts';
import { checkHistory } from './invariants/check-history.ts';
import { checkRest } from './invariants/check-rest.ts';
import { createPlatform } from './world/create-platform.ts';
import type { Violation } from './world/notes.ts';
import type { Platform, World, WorldOptions } from './world/world.ts';

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

type Worlds = readonly [World, ...World[]];

/** Connects the accounts and switches everything on, before anything goes wrong. */
async function connect(worlds: Worlds, createAs: 'leads' | 'contactsAndAccounts') {
  const settings = { createAs, followRedirects: false };
  for (const { front, connectionId, connector } of worlds) {
    await front.connect({ id: connectionId, crm: connector.id, name: 'Simulated', settings });
    await front.setSwitches(connectionId, { reading: true, writing: true });
  }
}

async function noteWritable({ store, connectionId, writable }: World): Promise<void> {
  const connection = await store.getConnection(connectionId);
  for (const [object, { fields }] of Object.entries(connection?.schema ?? {})) {
    for (const field of fields) if (field.updatable) writable.add(`${object}.${field.name}`);
  }
}

/** Work that is waited for while time passes; throws what it threw. */
async function within(platform: Platform, work: Promise<unknown>, ms: number): Promise<void> {
  let over = false;
  let failed: unknown = null;
  const mark = (thrown: unknown) => {
    failed = thrown ?? null;
    over = true;
  };
  work.then(() => mark(null), mark);
  await platform.timeline.run(platform.timeline.now() + ms, () => over);
  if (failed !== null) throw failed;
  if (!over) platform.violate('work ends', 'what was begun before the faults did not end');
}

/** Whether nothing is left to be done in a CRM but what waits for a person who is not there. */
async function isAtRest(world: World): Promise<boolean> {
  const { store, crm, connectionId } = world;
  const connection = await store.getConnection(connectionId);
  const due = await store.nextDueAt(connectionId);
  const lastChange = crm.history.list({ since: crm.history.length - 1 })[0]?.time ?? '';
  const plans = await store.openPlans(connectionId);
  const waiting = due === null || (await isWaitingOnly(world));
  const isRead = connection?.lastReadAt != null && connection.lastReadAt > lastChange;
  const queued = await Promise.all(
    (['read', 'reprocess'] as const).map((kind) => store.nextQueuedRun(connectionId, kind)),
  );
  const idle = queued.every((run) => run === null);
  return waiting && isRead && idle && plans.length === 0;
}

/** Whether nobody does anything, and nothing is left to be done in any CRM. */
async function areAtRest(worlds: Worlds): Promise<boolean> {
  const [{ instances, tower }] = worlds;
  const busy = instances.some(({ lease, alive }) => alive && lease !== null);
  if (busy || tower.size() > 0) return false;
  for (const world of worlds) if (!(await isAtRest(world))) return false;
  return true;
}

const farAway = toInstant('9999-01-01');

async function openRequests({ store, connectionId }: World): Promise<WriteRequest[]> {
  const kinds = ['company', 'person', 'emailMessage', 'task'] as const;
  const wish = { connectionId, now: farAway, limit: 1_000 };
  const lists = await Promise.all(
    kinds.flatMap((object) =>
      [{}, { undo: true } as const].map((of) =>
        store.dueRequests({ ...wish, objects: [object], ...of }),
      ),
    ),
  );
  return lists.flat();
}

/** What is due by then is about to be done, in milliseconds. */
const soonMs = 10_000;

/** Requests that are open wait for somebody who is not in the CRM. */
async function isWaitingOnly(world: World): Promise<boolean> {
  const { crm, hasKey, timeline } = world;
  const isAwaited = ({ waitingFor }: WriteRequest) =>
    waitingFor === 'person' ||
    (waitingFor === 'company' && !hasKey && !crm.facts.createsWithoutKey);
  // What somebody came for is due in a moment, by the clock of whoever noticed.
  const isForGood = (request: WriteRequest) =>
    isAwaited(request) && Date.parse(request.dueAt) > timeline.now() + soonMs;
  return (await openRequests(world)).every(isForGood);
}

/** Lets time pass in stretches until everything is done; answers whether it ever was. */
async function settle(worlds: Worlds, stretches: number): Promise<boolean> {
  const [{ timeline }] = worlds;
  for (let count = 0; count < stretches; count += 1) {
    await timeline.run(timeline.now() + minute);
    if (await areAtRest(worlds)) return true;
  }
  return false;
}

/** Asks for a read of each, in which all that happened comes to light. */
async function readAll(platform: Platform, worlds: Worlds): Promise<void> {
  for (const { front, connectionId } of worlds) {
    await within(platform, front.startRead(connectionId), minute);
  }
}

/** What changed last may be late in an index; the next read is to find it. */
async function outlastIndexes({ timeline }: Platform): Promise<void> {
  await timeline.run(timeline.now() + 2 * minute);
}

async function live(platform: Platform, worlds: Worlds): Promise<void> {
  const choice = platform.chance('settings');
  const createAs = choice.chance(0.4) ? 'leads' : 'contactsAndAccounts';
  await within(platform, connect(worlds, createAs), minute);
  for (const world of worlds) await noteWritable(world);
  for (const world of worlds) watchArrivals(world);
  const { events, spanMs } = platform.knobs();
  const people = worlds.map((world) => world.crm.peopleIn(world));
  for (const some of people) scheduleDeeds(platform, { count: events, spanMs }, some);
  const load = schedulePlatform(worlds, { count: events, spanMs });
  await platform.timeline.run(platform.timeline.now() + spanMs);
  platform.heal();
  for (const some of people) some.heal();
  await within(platform, load.heal(), 10 * minute);
  await outlastIndexes(platform);
  await readAll(platform, worlds);
  if (await settle(worlds, 280)) return;
  for (const world of worlds) platform.violate('everything settles', await whyNot(world));
}

async function whyNot(world: World): Promise<string> {
  const { store, tower, connectionId } = world;
  const open = await openRequests(world);
  const what = open.map(({ object, state, waitingFor }) => `${object} ${state} for ${waitingFor}`);
  const connection = await store.getConnection(connectionId);
  const plans = await store.openPlans(connectionId);
  const due = await store.nextDueAt(connectionId);
  const state = `${connection?.state} held ${connection?.hold?.until} read ${connection?.lastReadAt}`;
  return `${[...new Set(what)].join()} ${state} due ${due} plans ${plans.length} bells ${tower.size()}`;
}

/** One cycle more: everything is read and looked at again, and nothing is written. */
async function oneMore(platform: Platform, worlds: Worlds): Promise<void> {
  const before = worlds.map(({ crm }) => crm.history.length);
  await outlastIndexes(platform);
  await readAll(platform, worlds);
  await settle(worlds, 20);
  worlds.forEach(({ crm }, at) => {
    const ours = crm.history.list({ since: before[at] }).filter(({ user }) => user === crm.ours);
    for (const { object, id, field } of ours) {
      platform.violate('a quiet cycle writes nothing', `${object} ${id} ${field}`);
    }
  });
}

/** Runs one seed from its beginning to its end, and holds what happened against what is promised. */
export async function runSeed(seed: number, options: WorldOptions = {}): Promise<SeedResult> {
  const { platform, worlds } = createPlatform(seed, options);
  await live(platform, worlds);
  if (platform.violations.length === 0) await oneMore(platform, worlds);
  for (const world of worlds) {
    checkHistory(world);
    await checkRest(world);
  }
  for (const one of platform.instances) one.alive = false;
  const { trace, violations, states } = platform;
  return {
    seed,
    hash: trace.hash(),
    violations,
    states,
    steps: trace.count(),
    lines: trace.lines,
  };
}
