import { runSeeds, seedsFrom } from '../run-seeds.ts';
import type { SeedResult } from '../run-seed.ts';
import type { Knobs } from '../world/knobs.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Which seed found a bug, and how many were run for it. */
export interface Find {
  readonly bug: string;
  /** `null` when none of the seeds did. */
  readonly seed: number | null;
  readonly seeds: number;
  readonly because: string;
}

/** The first thing that a bug broke of what it is known to break. */
const proofIn = (failed: readonly SeedResult[], { breaks }: PlantedBug) => {
  for (const { seed, violations } of failed) {
    const proof = violations.find(({ invariant }) => breaks.includes(invariant));
    if (proof !== undefined) return { seed, because: proof.invariant };
  }
  return null;
};

/** Full days in the plain CRM's world, where a bug does not name another. */
const world: Partial<Knobs> = { crms: ['memory'], events: 24, spanMs: 600_000 };

/** Runs seeds on the broken engine until one of them finds what is broken. */
export async function huntBug(
  bug: PlantedBug,
  seeds: { readonly from: number; readonly most: number },
): Promise<Find> {
  const { failed, count } = await runSeeds({
    seeds: seedsFrom(seeds.from, seeds.most),
    bug,
    knobs: { ...world, ...bug.knobs },
    isOver: (all) => proofIn(all, bug) !== null,
  });
  const proof = proofIn(failed, bug);
  return { bug: bug.name, seed: proof?.seed ?? null, seeds: count, because: proof?.because ?? '' };
}
