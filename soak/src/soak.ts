import { setTimeout as wait } from 'node:timers/promises';
import { nowOf } from './fast-clock.ts';
import type { Figures } from './figures.ts';
import { openField, type Field, type FieldParts, type Tally } from './field.ts';
import { judgePlace } from './judge.ts';
import { watchSlowness } from './slowness.ts';
import { strike } from './storm.ts';
import { watchTakeovers, type Takeovers } from './takeovers.ts';

/** How long a soak goes on. */
export interface SoakParts extends FieldParts {
  readonly kills: number;
  /** The storm goes on for at least so long; `null`: until the kills are done. */
  readonly minutes: number | null;
  /** The storm ends after so long, however few were killed; `null`: it takes its time. */
  readonly secondsMax: number | null;
  readonly say: (line: string) => void;
}

/** What came of it. */
export interface SoakResult {
  readonly violations: readonly string[];
  readonly tally: Tally;
  readonly counts: Field['workload']['counts'];
  /** How long killed holders' work rested, in milliseconds of the shared time, in order. */
  readonly took: readonly number[];
  /** Leases whose holder was killed or stopped. */
  readonly watched: number;
  readonly before: Figures;
  readonly after: Figures;
  readonly seconds: number;
  /** Where the logs are. */
  readonly directory: string;
}

const lookMs = 150;

/** Storms that strike beside each other: the next blow falls before the last one is healed. */
const stormsMax = 3;

const sayMs = 10_000;

/** How long everything may take to settle once nothing is broken any more, in the shared time. */
const settleMs = 25 * 60_000;

/** What a machine that does nothing else may take to hear a bell and run, in real time. */
const machineMs = 3_000;

/** Repeats until it is stopped; what fails meanwhile is done again. */
const keep = (run: () => Promise<unknown>, everyMs: () => number): (() => Promise<void>) => {
  const over = new AbortController();
  const loop = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await run().catch(() => undefined);
      await wait(everyMs());
    }
  };
  const running = loop();
  return async () => {
    over.abort();
    await running;
  };
};

/** What keeps an account from being at rest; `null` when nothing does. */
const unrestOf = async ({ runner: { store }, time }: Field, id: string): Promise<string | null> => {
  const [due, plans] = await Promise.all([store.nextDueAt(id), store.openPlans(id)]);
  const connection = await store.getConnection(id);
  if (due === null && plans.length === 0) return null;
  const dueIn =
    due === null ? 'never' : `in ${Math.round((Date.parse(due) - nowOf(time)) / 1_000)} s`;
  const hold = connection?.hold?.reason ?? 'no hold';
  return `${id}: due ${dueIn}, ${plans.length} open plans, ${connection?.state}, ${hold}`;
};

const settle = async (field: Field): Promise<void> => {
  const until = nowOf(field.time) + settleMs;
  let unrest: (string | null)[] = [];
  while (nowOf(field.time) < until) {
    const looks = field.places.map(({ connectionId }) => unrestOf(field, connectionId));
    unrest = await Promise.all(looks).catch(() => ['the database is away']);
    if (unrest.every((one) => one === null)) return;
    await wait(lookMs);
  }
  for (const one of unrest) if (one !== null) field.violations.push(`does not settle: ${one}`);
};

/** Waits until every account has been read once. */
const readFirst = async ({ runner: { store }, places }: Field): Promise<void> => {
  for (const { connectionId } of places) {
    while ((await store.getConnection(connectionId))?.lastReadAt === null) await wait(lookMs);
  }
};

const tell = ({ tally, workload: { counts } }: Field, takeovers: Takeovers): string =>
  `${tally.kills} kills, ${tally.pauses} pauses, ${tally.terminations} connections ended, ` +
  `${tally.restarts} restarts, ${tally.failedStarts} failed starts, ${tally.lostAnswers} answers and ${tally.lostCommits} commits lost, ` +
  `${counts.asked} asked, ${counts.typed} typed, ${takeovers.took.length} of ${takeovers.watched()} taken over`;

/** Breaks things until enough processes were killed and enough time has passed. */
const rage = async (field: Field, takeovers: Takeovers, parts: SoakParts): Promise<void> => {
  const { random, places, workload, faults, tally } = field;
  const began = Date.now();
  const until = began + (parts.minutes ?? 0) * 60_000;
  const last = began + (parts.secondsMax ?? Infinity) * 1_000;
  const isOver = (): boolean =>
    Date.now() >= last || (tally.kills >= parts.kills && Date.now() >= until);
  faults.areOn = true;
  const typing = random.fork('typing');
  const asking = random.fork('asking');
  const ends = [
    keep(workload.ask, () => 100 + asking.below(500)),
    keep(
      async () => workload.typeAnywhere(typing.pick(places).account),
      () => 60 + typing.below(250),
    ),
    keep(
      async () => parts.say(tell(field, takeovers)),
      () => sayMs,
    ),
  ];
  const storm = async (): Promise<void> => {
    while (!isOver()) await strike({ field, takeovers });
  };
  await Promise.all(Array.from({ length: stormsMax }, storm));
  for (const end of ends) await end();
  faults.areOn = false;
  field.fleet.wakeAll();
};

/** What a process may hold more at the end than at the beginning. */
const growthMax = { heapMb: 32, handles: 24, files: 24 } as const;

const checkGrowth = (field: Field, before: Figures, after: Figures): void => {
  for (const [name, most] of Object.entries(growthMax) as [keyof Figures, number][]) {
    const grown = after[name] - before[name];
    if (grown > most) field.violations.push(`${name} grew by ${Math.round(grown)}`);
  }
};

/** Lets processes die at work, heals everything, and holds what is left against the promises. */
export const soak = async (parts: SoakParts): Promise<SoakResult> => {
  const began = performance.now();
  const field = await openField(parts);
  try {
    await readFirst(field);
    await settle(field);
    const before = await field.fleet.measure();
    parts.say('connected and read; the storm begins');
    const slowness = watchSlowness();
    const { originMs } = field.time;
    const slackMs = (since: number): number =>
      machineMs * parts.pace * slowness.since(originMs + (since - originMs) / parts.pace);
    const takeovers = watchTakeovers(slackMs);
    const look = async (): Promise<void> => {
      slowness.sample();
      takeovers.look(await field.database.leases(), nowOf(field.time));
    };
    const endLooking = keep(look, () => lookMs);
    await rage(field, takeovers, parts);
    parts.say(`${tell(field, takeovers)}; healing`);
    await settle(field);
    await endLooking();
    parts.say('settled; judging');
    for (const place of field.places) field.violations.push(...(await judgePlace(field, place)));
    field.violations.push(...takeovers.late);
    const after = await field.fleet.measure();
    checkGrowth(field, before, after);
    return {
      violations: field.violations,
      tally: field.tally,
      counts: field.workload.counts,
      took: takeovers.took.toSorted((a, b) => a - b),
      watched: takeovers.watched(),
      before,
      after,
      seconds: (performance.now() - began) / 1_000,
      directory: field.directory,
    };
  } finally {
    await field.close();
  }
};
