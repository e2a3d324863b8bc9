import type { SeededRandom } from '@concord/testkit/simulator';
import type { Health } from './health.ts';
import type { Instance } from './instance.ts';
import type { Actor, Fate, Timeline } from './timeline.ts';

/** Turns right before and after a call that changes the CRM: where it matters most. */
const aroundCalls: ReadonlySet<string> = new Set([
  'savePlans',
  'markSent',
  'conclude',
  'applyPage',
]);

/** What fates are decided by. */
export interface FateParts {
  readonly random: SeededRandom;
  readonly health: Health;
  /** Processes that can come to harm. */
  readonly instances: readonly Instance[];
  readonly timeline: () => Timeline;
  readonly met: (state: string) => void;
  /** Starts another process in the place of one that ended. */
  readonly restart: () => void;
}

/** Decides at each turn whether the process ends there, or stands still. */
export function createFates(parts: FateParts): (actor: Actor, turn: string) => Fate {
  const { random, health, met } = parts;
  const kill = (self: Instance): Fate => {
    const timeline = parts.timeline();
    self.alive = false;
    met('a process is killed');
    timeline.at(timeline.now() + random.below(60_000), parts.restart);
    return 'killed';
  };
  const pause = (self: Instance): Fate => {
    self.pausedUntil = parts.timeline().now() + 5_000 + random.below(90_000);
    self.wasPaused = true;
    met('a process stands still');
    return 'paused';
  };
  return (actor, turn) => {
    if (health.isHealed()) return 'goes-on';
    const self = parts.instances.find((one) => one === actor);
    if (self === undefined) return 'goes-on';
    const times = aroundCalls.has(turn) ? 6 : 1;
    if (random.chance(health.knobs().kill * times)) return kill(self);
    if (random.chance(health.knobs().pause * times)) return pause(self);
    return 'goes-on';
  };
}
