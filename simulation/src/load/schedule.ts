import type { SeededRandom } from '@concord/testkit/simulator';
import type { Platform } from '../world/world.ts';

/** One kind of thing that somebody does, and how often of a hundred. */
export interface Deed {
  readonly name: string;
  readonly weight: number;
  readonly run: () => unknown;
}

/** How many things happen, and within what time. */
export interface Load {
  readonly count: number;
  readonly spanMs: number;
}

/** Draws one of the deeds by their weights. */
export function drawDeed(random: SeededRandom, deeds: readonly Deed[]): Deed {
  let left = random.below(deeds.reduce((sum, { weight }) => sum + weight, 0));
  for (const deed of deeds) {
    left -= deed.weight;
    if (left < 0) return deed;
  }
  throw new RangeError('there is nothing to do');
}

/** Plans deeds over a span of time, some close after one another; none is done after its end. */
export function scheduleDeeds(
  { timeline, trace }: Platform,
  { count, spanMs }: Load,
  { random, deeds }: { readonly random: SeededRandom; readonly deeds: readonly Deed[] },
): void {
  const endsAt = timeline.now() + spanMs;
  let close = random.below(spanMs);
  for (let made = 0; made < count; made += 1) {
    const deed = drawDeed(random, deeds);
    const time = random.chance(0.5) ? random.below(spanMs) : close + random.below(2_500);
    close = random.chance(0.7) ? random.below(spanMs) : close;
    timeline.at(timeline.now() + time, () => {
      if (timeline.now() >= endsAt) return;
      trace.add(`${timeline.now()} deed ${deed.name}`);
      deed.run();
    });
  }
}
