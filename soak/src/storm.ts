import { setTimeout as wait } from 'node:timers/promises';
import { pidOf, type LeaseRow } from './database.ts';
import { nowOf } from './fast-clock.ts';
import type { Field, Place } from './field.ts';
import type { Takeovers } from './takeovers.ts';

/** How long a process stands still: longer than its lease, in the shared time. */
const pauseMs = { least: 32_000, spread: 15_000 };

/** How long somebody who lies in wait for a change does so, in real time. */
const ambushMs = 1_500;

/** Pauses between two blows, in real time. */
const gapMs = { least: 50, spread: 300 };

/** What a storm does to a field, and who watches. */
export interface Storm {
  readonly field: Field;
  readonly takeovers: Takeovers;
}

/** Notes what somebody who fell silent just now still holds: it gives nothing back any more. */
const silence = async ({ field, takeovers }: Storm, pid: number): Promise<void> => {
  const now = nowOf(field.time);
  const held = (await field.database.leases()).filter((lease) => pidOf(lease) === pid);
  for (const lease of held) takeovers.silenced(lease, now);
};

const lookMs = 50;

/** How long a blow waits for a process that works, in real time. */
const patienceMs = 10_000;

/** Those that may die while they hold one of the leases. */
const holdersOf = ({ field }: Storm, leases: readonly LeaseRow[]): number[] => {
  const holders = leases.filter(({ released }) => !released).map(pidOf);
  return field.fleet.mortal().filter((pid) => holders.includes(pid));
};

/** How many of a hundred kills hit anybody: who begins, or waits for a bell. */
const anybodyShare = 0.1;

/** How long what a process has asked for may take to arrive, in real time. */
const arriveMs = 100;

/** How long a process stands still at most that is to be killed, should the server be away. */
const stillMaxMs = 1_000;

/** Somebody at work, who is waited for: the death of others proves little; `null`: there is none. */
const chooseVictim = async (storm: Storm, until: number): Promise<number | null> => {
  while (Date.now() < until) {
    const holders = holdersOf(storm, await storm.field.database.leases());
    if (holders.length > 0) return storm.field.random.pick(holders);
    await wait(lookMs);
  }
  return null;
};

/**
 * Kills somebody who holds a lease for good: one that has given it back already, with a request
 * that is still on its way, goes on.
 */
const killAtWork = async (storm: Storm): Promise<void> => {
  const { fleet, database } = storm.field;
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const victim = await chooseVictim(storm, until);
    const isStill = victim !== null && fleet.pause(victim, stillMaxMs);
    await wait(arriveMs);
    if (!isStill) continue;
    if (holdersOf(storm, await database.leases()).includes(victim)) {
      await killNow(storm, victim);
      return;
    }
    fleet.wake(victim);
  }
};

const kill = async (storm: Storm): Promise<void> => {
  const { fleet, random } = storm.field;
  const mortal = fleet.mortal();
  if (mortal.length === 0 || !random.chance(anybodyShare)) return killAtWork(storm);
  await killNow(storm, random.pick(mortal));
};

const killNow = async (storm: Storm, victim: number): Promise<boolean> => {
  if (!storm.field.fleet.kill(victim)) return false;
  storm.field.tally.kills += 1;
  await silence(storm, victim);
  return true;
};

/** Kills whoever holds the lease of an account; `false` when that one is spared. */
const killAt = async (storm: Storm, { connectionId }: Place): Promise<boolean> => {
  const leases = await storm.field.database.leases();
  const own = leases.filter(({ resource }) => resource === `connection:${connectionId}`);
  const [victim] = holdersOf(storm, own);
  return victim !== undefined && killNow(storm, victim);
};

/** Kills whoever changes something in an account next, at the moment that it does. */
const killAtChange = async (storm: Storm): Promise<void> => {
  const { random, places } = storm.field;
  const place = random.pick(places);
  const struck = Promise.withResolvers<boolean>();
  const strike = (): void => {
    killAt(storm, place).then(struck.resolve, () => struck.resolve(false));
  };
  place.proxy.await({ when: random.chance(0.5) ? 'before' : 'after', strike });
  const result = await Promise.race([struck.promise, wait(ambushMs, null)]);
  place.proxy.await(null);
  if (result !== true) await kill(storm);
};

const pause = async (storm: Storm): Promise<void> => {
  const { field } = storm;
  const victim = await chooseVictim(storm, Date.now() + patienceMs);
  const ms = (pauseMs.least + field.random.below(pauseMs.spread)) / field.time.pace;
  if (victim === null || !field.fleet.pause(victim, ms)) return;
  field.tally.pauses += 1;
  // The server ends the connections of one that stands still in the middle of something.
  void field.disturbances.during(() => wait(ms));
  await silence(storm, victim);
};

const terminate = async ({ field }: Storm): Promise<void> => {
  const { database, disturbances, random } = field;
  if (!(await disturbances.during(() => database.terminate(random)))) return;
  field.tally.terminations += 1;
};

const restart = async ({ field, takeovers }: Storm): Promise<void> => {
  if (!(await field.disturbances.during(field.database.crash))) return;
  takeovers.disturbed(nowOf(field.time));
  field.tally.restarts += 1;
};

/** Strikes once, as chance has it. */
export const strike = async (storm: Storm): Promise<void> => {
  const { random } = storm.field;
  const drawn = random.next();
  // The server may be on its way up again: then there is nothing to strike.
  const blow = async (): Promise<unknown> => {
    if (drawn < 0.4) return killAtChange(storm);
    if (drawn < 0.83) return kill(storm);
    if (drawn < 0.89) return pause(storm);
    if (drawn < 0.985) return terminate(storm);
    return restart(storm);
  };
  await blow().catch(() => undefined);
  await wait(gapMs.least + random.below(gapMs.spread));
};
