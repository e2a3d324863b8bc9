import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { SharedTime } from './fast-clock.ts';
import type { Figures } from './figures.ts';

/** Where the processes work, and what they tell the time by. */
export interface FleetParts {
  readonly databaseUrl: string;
  readonly directory: string;
  readonly time: SharedTime;
  /** How many work at once. */
  readonly size: number;
  /** Decides how long a killed process stays away. */
  readonly random: SeededRandom;
  /** The file that they run. */
  readonly file: string;
  /** Hears of a process that ended although nobody ended it; another one takes its place. */
  readonly onEnd: (end: End) => void;
}

/** What a process is told when it is to begin. */
export type Begin = 'spared' | 'mortal';

/** How a process ended that nobody ended. */
export interface End {
  readonly how: string;
  /** When it was told to begin, in milliseconds of real time; `null` when it was still loading. */
  readonly beganAt: number | null;
  /** Whether it had come to listen for bells. */
  readonly listened: boolean;
}

/** Runner processes on one database; the first is spared, so that it shows what time does to one. */
export interface Fleet {
  /** Kills the process of this id at once; `false` when it is spared, or none of them. */
  readonly kill: (pid: number) => boolean;
  /** Stops it in its tracks, to go on later; `false` as above. */
  readonly pause: (pid: number, ms: number) => boolean;
  /** Ids of those that may be killed. */
  readonly mortal: () => number[];
  /** What the spared one holds. */
  readonly measure: () => Promise<Figures>;
  /** Lets one that stands still go on. */
  readonly wake: (pid: number) => void;
  readonly wakeAll: () => void;
  readonly close: () => Promise<void>;
}

/** The longest that a killed process stays away, in milliseconds. */
const awayMaxMs = 300;

/** Processes that are loaded and wait to begin: to load takes longer than to begin. */
const reserveSize = 2;

/** Starts the processes. */
export const startFleet = (parts: FleetParts): Fleet => {
  const places: (ChildProcess | null)[] = [];
  const ended = new Set<number>();
  const asleep = new Set<number>();
  const beganAt = new Map<number, number>();
  let isOver = false;
  const { originMs, pace } = parts.time;
  const args = [parts.databaseUrl, parts.directory, String(originMs), String(pace)];

  const log = openSync(join(parts.directory, 'runners.log'), 'a');
  const load = (): ChildProcess => {
    const child = fork(parts.file, args, {
      execArgv: ['--expose-gc'],
      // Compiled once for all: most of what a process does at first is to read its own code.
      env: { ...process.env, NODE_COMPILE_CACHE: join(parts.directory, 'compiled') },
      stdio: ['ignore', log, log, 'ipc'],
    });
    let listened = false;
    child.on('message', (told) => {
      listened ||= told === 'begun';
    });
    child.once('exit', (code, signal) => {
      const pid = child.pid ?? 0;
      if (isOver || ended.delete(pid)) return;
      const how = `process ${pid} ended with ${signal ?? code}`;
      parts.onEnd({ how, beganAt: beganAt.get(pid) ?? null, listened });
    });
    return child;
  };
  const reserve = Array.from({ length: reserveSize }, load);

  const start = (place: number): void => {
    if (isOver) return;
    reserve.push(load());
    const child = reserve.shift() ?? load();
    places[place] = child;
    child.once('exit', () => {
      places[place] = null;
      beganAt.delete(child.pid ?? 0);
      void wait(place === 0 ? 0 : parts.random.below(awayMaxMs)).then(() => start(place));
    });
    beganAt.set(child.pid ?? 0, Date.now());
    const begin: Begin = place === 0 ? 'spared' : 'mortal';
    child.send(begin);
  };
  for (let place = 0; place < parts.size; place += 1) start(place);

  const mortal = (): ChildProcess[] =>
    places.slice(1).flatMap((child) => (child === null || ended.has(child.pid ?? 0) ? [] : child));
  const find = (pid: number): ChildProcess | null =>
    mortal().find((child) => child.pid === pid) ?? null;
  const wake = (pid: number): void => {
    if (asleep.delete(pid)) find(pid)?.kill('SIGCONT');
  };
  return {
    kill: (pid) => {
      const child = find(pid);
      if (child === null) return false;
      ended.add(pid);
      asleep.delete(pid);
      return child.kill('SIGKILL');
    },
    pause: (pid, ms) => {
      const child = find(pid);
      if (child === null || asleep.has(pid)) return false;
      asleep.add(pid);
      setTimeout(() => wake(pid), ms);
      return child.kill('SIGSTOP');
    },
    mortal: () => mortal().flatMap(({ pid }) => pid ?? []),
    measure: async () => {
      const [spared] = places;
      if (!spared) throw new Error('the spared process is not there');
      spared.send('measure');
      const [figures] = (await once(spared, 'message')) as [Figures];
      return figures;
    },
    wake,
    wakeAll: () => {
      for (const pid of asleep) wake(pid);
    },
    close: async () => {
      isOver = true;
      const running = [...reserve, ...places].flatMap((child) => child ?? []);
      const exits = running.map((child) => once(child, 'exit'));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(exits);
    },
  };
};
