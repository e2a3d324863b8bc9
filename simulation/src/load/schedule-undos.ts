import type { Outcome } from '@concord/core/ports';
import type { World } from '../world/world.ts';
import { scheduleDeeds } from './schedule.ts';
import type { Load } from './schedule.ts';

/** How many outcomes an undo is chosen from. */
const known = 200;

/** Lets the operator take back some of what was written, in some of all runs. */
export function scheduleUndos(
  [world]: readonly [World, ...World[]],
  { count, spanMs }: Load,
  tell: (work: Promise<unknown>) => void,
): void {
  const random = world.chance('undos');
  if (!random.chance(0.4)) return;
  const { store, front } = world;
  const written = async (): Promise<Outcome[]> => {
    const filter = { statuses: ['created', 'updated', 'removed'] } as const;
    const page = await store.listOutcomes({ filter, first: known, after: null });
    return page.items.map(({ item }) => item);
  };
  const some = async () => {
    const outcomes = await written();
    if (outcomes.length === 0) return;
    const asked = Array.from({ length: 1 + random.below(3) }, () => random.pick(outcomes).id);
    await front.undo({ outcomeIds: [...new Set(asked)] });
  };
  const all = async () => {
    const outcomes = await written();
    if (outcomes.length === 0) return;
    const { runId } = random.pick(outcomes);
    if (runId !== null) await front.undo({ runId });
  };
  const deeds = [
    { name: 'undo outcomes', weight: 3, run: () => tell(some()) },
    { name: 'undo a run', weight: 1, run: () => tell(all()) },
  ];
  scheduleDeeds(world, { count: 1 + random.below(1 + count / 2), spanMs }, { random, deeds });
}
