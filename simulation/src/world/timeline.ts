import type { SeededRandom, VirtualClock } from '@concord/testkit/simulator';
import type { Trace } from './trace.ts';

/** Whoever takes turns: a process that can be paused, and killed for good. */
export interface Actor {
  readonly name: string;
  alive: boolean;
  /** Milliseconds since 1970; takes no turn before. */
  pausedUntil: number;
}

/** What may befall an actor at its turn. */
export type Fate = 'goes-on' | 'killed' | 'paused';

interface Event {
  readonly time: number;
  readonly run: () => void;
}

interface Waiting {
  readonly actor: Actor;
  readonly name: string;
  readonly go: () => void;
}

/** What a timeline stands on. */
export interface TimelineParts {
  readonly clock: Pick<VirtualClock, 'now' | 'set'>;
  readonly random: SeededRandom;
  readonly trace: Trace;
  /** Asked at every turn. */
  readonly fateOf: (actor: Actor, turn: string) => Fate;
  /** How much time a turn takes, in milliseconds. */
  readonly turnMs: () => number;
  /** Resolves when all that can go on has gone on; a moment unless told otherwise. */
  readonly settled?: () => Promise<void>;
  /** Asked after a step: whether another is taken before that one has come to anything. */
  readonly isJoined?: () => boolean;
}

/** Virtual time, in which one thing happens after the other, in an order that the seed decides. */
export interface Timeline {
  readonly now: () => number;
  /** Resolves when it is the actor's turn; never once it is dead. */
  readonly turn: (actor: Actor, name: string) => Promise<void>;
  /** Runs at a time, or at once if it is past; answers how to call it off. */
  readonly at: (time: number, run: () => void) => () => void;
  /** Lets things happen until `isOver`, or until a time. */
  readonly run: (until: number, isOver?: () => boolean) => Promise<void>;
}

/** How far steps that are taken together may be apart, in milliseconds. */
const togetherMs = 2_000;

/** Lets every promise that can go on go on. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Puts an event among others, the next one last; of several at one time the first one planned. */
function insert(events: Event[], event: Event): void {
  let [from, to] = [0, events.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((events[middle]?.time ?? 0) > event.time) from = middle + 1;
    else to = middle;
  }
  events.splice(from, 0, event);
}

/** A timeline at the clock's time, with nothing planned. */
export function createTimeline(parts: TimelineParts): Timeline {
  const { clock, random, trace, settled = drained, isJoined = () => false } = parts;
  const events: Event[] = [];
  let waiting: Waiting[] = [];
  const moveTo = (time: number) => {
    if (time > clock.now()) clock.set(time);
  };
  const at: Timeline['at'] = (time, run) => {
    const event = { time, run };
    insert(events, event);
    return () => {
      const place = events.indexOf(event);
      if (place >= 0) events.splice(place, 1);
    };
  };
  const isAlive = ({ actor }: Waiting) => actor.alive;
  const isReady = ({ actor }: Waiting) => actor.pausedUntil <= clock.now();
  const take = (one: Waiting) => {
    const fate = parts.fateOf(one.actor, one.name);
    trace.add(`${clock.now()} ${one.actor.name} ${one.name} ${fate}`);
    if (fate === 'paused') return;
    waiting.splice(waiting.indexOf(one), 1);
    moveTo(clock.now() + parts.turnMs());
    if (fate === 'goes-on') one.go();
  };
  /** Lets one thing happen whose time has come; `false` when there is none. */
  const act = (): boolean => {
    const event = events.at(-1);
    if (event !== undefined && event.time <= clock.now()) {
      events.pop();
      event.run();
      return true;
    }
    if (!waiting.every(isAlive)) waiting = waiting.filter(isAlive);
    const ready = waiting.filter(isReady);
    if (ready.length > 0) take(random.pick(ready));
    return ready.length > 0;
  };
  /** Moves to when the next thing happens; `false` when nothing does by then. */
  const pass = (until: number): boolean => {
    const resumes = waiting.map(({ actor }) => actor.pausedUntil);
    const next = Math.min(...resumes, events.at(-1)?.time ?? Number.POSITIVE_INFINITY);
    if (next > until) return false;
    moveTo(next);
    return true;
  };
  const step = (until: number): boolean => act() || pass(until);
  return {
    now: () => clock.now(),
    turn: (actor, name) =>
      new Promise((go) => {
        if (actor.alive) waiting.push({ actor, name, go });
      }),
    at,
    run: async (until, isOver = () => false) => {
      for (;;) {
        await settled();
        if (isOver() || clock.now() >= until) return;
        if (!act()) {
          if (!pass(until)) return moveTo(until);
          // All stood still while time passed: there is nothing to wait for.
          if (clock.now() < until) act();
        }
        while (isJoined()) {
          await drained();
          if (isOver() || !step(Math.min(until, clock.now() + togetherMs))) break;
        }
      }
    },
  };
}
