import type { Engine } from '@concord/core/engine';
import type { Bell, Queue } from '@concord/core/ports';
import type { SeededRandom } from '@concord/testkit/simulator';
import type { Knobs } from './knobs.ts';
import type { Timeline } from './timeline.ts';
import type { Instance } from './instance.ts';

/** Bells that have rung and that nobody has answered. */
export interface BellTower {
  readonly queue: Queue;
  readonly take: () => Bell | undefined;
  readonly size: () => number;
  /** Resolves when a bell rings, or when time is up. */
  readonly listen: (timeline: Timeline, ms: number) => Promise<void>;
}

/** How long it takes to hear a bell at most, in milliseconds. */
const hearMs = 3_000;

/** A doorbell that may be lost, ring twice, and is answered in any order. */
export function createBellTower(random: SeededRandom, knobs: () => Knobs): BellTower {
  const bells: Bell[] = [];
  const listeners = new Set<() => void>();
  const ring = async (bell: Bell) => {
    if (random.chance(knobs().bellLost)) return;
    if (!bells.some(({ work }) => work === bell.work)) bells.push(bell);
    if (random.chance(knobs().bellTwice)) bells.push(bell);
    for (const hear of listeners) hear();
  };
  return {
    queue: { ring, listen: async () => {}, stop: async () => {} },
    take: () => bells.splice(random.below(bells.length), 1)[0],
    size: () => bells.length,
    listen: (timeline, ms) =>
      new Promise((resolve) => {
        const wake = () => {
          cancel();
          listeners.delete(hear);
          resolve();
        };
        const hear = () => void timeline.at(timeline.now() + 100 + random.below(hearMs), wake);
        const cancel = timeline.at(timeline.now() + ms, wake);
        if (bells.length > 0) hear();
        else listeners.add(hear);
      }),
  };
}

/** What a worker is and where it works. */
export interface WorkerParts {
  readonly self: Instance;
  readonly engine: Engine;
  readonly tower: BellTower;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  /** How often it looks for what nobody rang for, in milliseconds. */
  readonly lookMs: number;
  /** Told what a piece of work threw. */
  readonly onError: (thrown: unknown) => void;
}

const workOf = { read: 'runRead', write: 'runWrite', background: 'runBackground' } as const;

/** Answers bells for as long as the process lives. */
export async function runWorker(parts: WorkerParts): Promise<void> {
  const { self, engine, tower, timeline, random, lookMs } = parts;
  const never = new AbortController().signal;
  let lookedAt = timeline.now() - random.below(lookMs);
  while (self.alive) {
    await tower.listen(timeline, lookMs / 2 + random.below(lookMs));
    await timeline.turn(self, 'listens');
    try {
      if (timeline.now() - lookedAt > lookMs) {
        lookedAt = timeline.now();
        await engine.ringDue();
      }
      const bell = tower.take();
      if (bell !== undefined) await engine[workOf[bell.work]](bell.connectionId, never);
    } catch (thrown) {
      parts.onError(thrown);
    }
  }
}
