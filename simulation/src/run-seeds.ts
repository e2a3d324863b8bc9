import type { SavedSeed } from './corpus.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import { runSeed } from './run-seed.ts';
import type { SeedResult } from './run-seed.ts';
import type { Knobs } from './world/knobs.ts';
import type { WorldOptions } from './world/world.ts';

/** What many seeds came to. */
export interface SeedsResult {
  readonly count: number;
  readonly failed: readonly SeedResult[];
  readonly states: ReadonlyMap<string, number>;
  readonly steps: number;
}

/** Which seeds to run, and when to stop early. */
export interface SeedsWish {
  readonly seeds: Iterable<SavedSeed>;
  readonly bug?: PlantedBug | null;
  /** Put in the place of what each seed draws. */
  readonly knobs?: Partial<Knobs>;
  /** How a seed is run; within this process unless told otherwise. */
  readonly run?: typeof runSeed;
  /** Asked before every seed but the first. */
  readonly isOver?: (failed: readonly SeedResult[]) => boolean;
  readonly onFailure?: (result: SeedResult) => void;
}

/** A seed that throws has failed as well. */
async function runSafely(
  run: typeof runSeed,
  seed: number,
  options: WorldOptions,
): Promise<SeedResult> {
  try {
    return await run(seed, options);
  } catch (thrown) {
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    const violations = [{ invariant: 'the simulation ends', detail }];
    return { seed, hash: '', violations, states: new Set(), steps: 0, lines: [] };
  }
}

/** Runs seeds one after the other. */
export async function runSeeds(wish: SeedsWish): Promise<SeedsResult> {
  const { bug = null, knobs = {}, run = runSeed } = wish;
  const failed: SeedResult[] = [];
  const states = new Map<string, number>();
  let count = 0;
  let steps = 0;
  for (const { seed, knobs: saved } of wish.seeds) {
    if (count > 0 && wish.isOver?.(failed) === true) break;
    const result = await runSafely(run, seed, { bug, knobs: { ...saved, ...knobs } });
    count += 1;
    steps += result.steps;
    for (const state of result.states) states.set(state, (states.get(state) ?? 0) + 1);
    if (result.violations.length === 0) continue;
    failed.push(result);
    wish.onFailure?.(result);
  }
  return { count, failed, states, steps };
}

/** Whole numbers from `first` on. */
export function* seedsFrom(first: number, count: number): Iterable<SavedSeed> {
  for (let seed = first; seed < first + count; seed += 1) yield { seed, knobs: {} };
}
