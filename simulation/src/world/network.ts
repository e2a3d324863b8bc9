import type { SeededRandom } from '@concord/testkit/simulator';
import type { Lease } from '@concord/core/ports';
import type { Instance } from './instance.ts';
import { journeys } from './journeys.ts';
import type { Journey } from './journeys.ts';
import type { Knobs } from './knobs.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** A call to a CRM on its way there and back, which the CRM answers with a `T`. */
export interface Errand<T> {
  /** For the trace. */
  readonly name: string;
  /** Whether it may change something. */
  readonly isWriting: boolean;
  /** What the CRM does when it arrives. */
  readonly act: () => T;
  /** The answer of whoever has not looked at it; `null` for a journey that is no refusal. */
  readonly refusal: (journey: Journey) => T | null;
  /** What the sender hears of the answer. */
  readonly spoil: (journey: Journey, answer: T) => T;
  /** What the sender notices when the connection breaks. */
  readonly broken: () => unknown;
  /** After how many milliseconds the sender takes it for broken; absent where it says so itself. */
  readonly patienceMs?: number;
  /** Aborted when the sender gives it up: what has not left by then never does. */
  readonly signal: AbortSignal | null;
}

/** One call at the moment when it takes effect. */
export interface Arrival {
  readonly sender: Instance;
  readonly sentAt: number;
  /** What the sender had, when it sent it: its lease, and the plans that it had marked last. */
  readonly lease: Lease | null;
  readonly planIds: readonly string[];
  readonly journey: Journey;
  readonly isWriting: boolean;
}

/** What a network stands on. */
export interface NetworkParts {
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly trace: Trace;
  readonly knobsOf: (sender: Instance) => Knobs;
  /** Whether the CRM is down for a sender. */
  readonly isDown: (sender: Instance) => boolean;
  /** Lets a call take effect. */
  readonly arrive: <T>(arrival: Arrival, act: () => T) => T;
  readonly met: (state: string) => void;
}

/** Takes calls of any sender to one CRM and its answers back, as far as either comes. */
export type Network = <T>(sender: Instance, errand: Errand<T>) => Promise<T>;

/** How long after its sender meant to send it a request may arrive: less than the quiet period. */
const arrivesWithinMs = 100_000;

/** A slow way out; a slow way back may outlast the time limit. */
const outMaxMs = 40_000;
export const backMaxMs = 160_000;

/** What becomes of the next call. */
export const chooseJourney = (
  { random, knobsOf, isDown }: NetworkParts,
  sender: Instance,
): Journey => {
  const knobs = knobsOf(sender);
  const drawn = journeys.find(([, knob]) => random.chance(Number(knobs[knob])));
  if (isDown(sender)) return 'failed-before';
  return drawn?.[0] ?? 'arrives';
};

/** How long one way takes, in milliseconds. */
export const delayMs = (random: SeededRandom, knobs: Knobs, most: number): number =>
  random.chance(knobs.slow) ? random.below(most) : 5 + random.below(150);

/** How long a request is on its way, whose sender stood still for a time at its beginning. */
export function wayOut(
  random: SeededRandom,
  knobs: Knobs,
  { journey, stoodMs }: { readonly journey: Journey; readonly stoodMs: number },
): { readonly outMs: number; readonly lateMs: number } {
  const leftMs = Math.max(150, arrivesWithinMs - stoodMs);
  const outMs = Math.min(delayMs(random, knobs, outMaxMs), leftMs);
  return { outMs, lateMs: journey === 'late' ? random.below(leftMs - outMs + 1) : 0 };
}

/** A network that ends at a CRM within this process. */
export function createNetwork(parts: NetworkParts): Network {
  const { timeline, random, trace } = parts;
  const carry = <T>(sender: Instance, errand: Errand<T>, stoodMs: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const knobs = parts.knobsOf(sender);
      const journey = chooseJourney(parts, sender);
      const sentAt = timeline.now();
      trace.add(`${sentAt} ${sender.name} ${errand.name} ${journey}`);
      if (journey !== 'arrives') parts.met(`journey ${journey}`);
      const { lease, sent: planIds } = sender;
      const { isWriting } = errand;
      const arrival = { sender, sentAt, lease, planIds, journey, isWriting };
      const hear = (after: number, tell: () => void) => {
        timeline.at(timeline.now() + after, () => {
          if (sender.alive) void timeline.turn(sender, 'hears').then(tell);
        });
      };
      const { outMs: goOut, lateMs: late } = wayOut(random, knobs, { journey, stoodMs });
      const refusal = errand.refusal(journey);
      if (refusal !== null) return hear(goOut, () => resolve(refusal));
      const breaks = () => reject(errand.broken());
      if (journey === 'lost-before') return hear(goOut, breaks);
      if (journey === 'late') hear(goOut, breaks);
      timeline.at(sentAt + goOut + late, () => {
        const answer = parts.arrive(arrival, errand.act);
        if (journey === 'late') return;
        const back = delayMs(random, knobs, backMaxMs);
        const patience = sentAt + (errand.patienceMs ?? Infinity) - timeline.now();
        hear(Math.min(back, Math.max(0, patience)), () => {
          if (journey === 'lost-after' || back > patience) breaks();
          else resolve(errand.spoil(journey, answer));
        });
      });
    });
  return async (sender, errand) => {
    const readyAt = timeline.now();
    await timeline.turn(sender, 'sends');
    if (errand.signal?.aborted === true) throw errand.broken();
    return carry(sender, errand, timeline.now() - readyAt);
  };
}
