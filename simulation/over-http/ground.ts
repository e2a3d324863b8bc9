import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@concord/testkit/simulator';
import { runSeed } from '../src/run-seed.ts';
import { createTimeline } from '../src/world/timeline.ts';
import type { Underlay } from '../src/world/world.ts';
import { openHttpDoor } from './http-door.ts';
import { createHttpNetwork } from './http-network.ts';
import { createOutstanding } from './outstanding.ts';
import { reachStore } from './reach-store.ts';
import { openFrailSeat, openSeat } from './seats.ts';
import type { Break } from './seats.ts';
import { openServer } from './server.ts';

/** A real server and real sockets, on which one world after the other stands. */
export interface Ground {
  readonly run: typeof runSeed;
  /** What came of it that no single seed tells. */
  readonly report: () => Promise<GroundReport>;
  readonly close: () => Promise<void>;
}

/** What the server and the connections to it have been through. */
export interface GroundReport {
  /** Connections that broke right before a commit, or right after it took effect. */
  readonly broken: Readonly<Record<Break, number>>;
  /** Transactions that the server ended, as each waited for the other. */
  readonly deadlocks: number;
}

/** The most processes that live at once in a world. */
const seatsMax = 5;

/** How often a turn begins beside the last one. */
const joinedShare = 0.7;

/** Several processes, and connections that break: what is not to be had within one process. */
const harsh = { workers: 3, storeLost: 0.03 } as const;

/** Opens server, address and stores. */
export async function openGround(): Promise<Ground> {
  const directory = await mkdtemp(join(tmpdir(), 'concord-over-http-'));
  const server = await openServer();
  const door = await openHttpDoor();
  const front = await openSeat(server.url);
  const folders = Array.from({ length: seatsMax }, (_, at) => join(directory, String(at)));
  const seats = await Promise.all(folders.map((folder) => openFrailSeat(server.url, folder)));
  const broken = { before: 0, after: 0 };
  const onBreak = (when: Break) => (broken[when] += 1);
  const underlayFor = (seed: number): Underlay => {
    const random = createRandom(seed);
    const joins = random.fork('joins');
    const outstanding = createOutstanding();
    const isJoined = () => joins.chance(joinedShare);
    const breaks = random.fork('breaks');
    return {
      createTimeline: (parts) => createTimeline({ ...parts, settled: outstanding.quiet, isJoined }),
      createNetwork: createHttpNetwork(door, outstanding),
      ...reachStore({ front, seats, outstanding, random: breaks, onBreak }),
    };
  };
  return {
    run: async (seed, options) => {
      await server.empty();
      const knobs = { ...harsh, ...options?.knobs };
      return runSeed(seed, { ...options, knobs, underlay: underlayFor(seed) });
    },
    report: async () => ({ broken, deadlocks: await server.deadlocks() }),
    close: async () => {
      await door.close();
      await Promise.all([front, ...seats].map((seat) => seat.close()));
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
