import type { Connector } from '@concord/core/contract';
import { createEngine } from '@concord/core/engine';
import type { Engine, EngineEvent } from '@concord/core/engine';
import type { Access, Clock, Lease, Queue, Random, Store } from '@concord/core/ports';
import { noRedirects } from '@concord/core/ports';
import { createActorClock } from './actor-clock.ts';
import type { Actor, Timeline } from './timeline.ts';

/** One process with an engine of its own, and what is known of it from outside. */
export interface Instance extends Actor {
  /** The lease it believes to hold on the connection; `null` when none. */
  lease: Lease | null;
  /** Ids of the plans that it marked as sent last. */
  sent: readonly string[];
  /** Whether it was stopped while it held the lease it holds. */
  wasPaused: boolean;
  readonly skewMs: number;
}

/** What an instance is put together from. */
export interface InstanceParts {
  readonly timeline: Timeline;
  readonly store: Store;
  readonly random: Random;
  readonly queue: Queue;
  readonly accessFor: (clock: Clock) => Access;
  readonly report: (event: EngineEvent) => void;
  readonly connectors: readonly Connector[];
  /** Whether the store loses its answer after this call. */
  readonly losesAnswer: (call: string) => boolean;
}

/** A process that has done nothing yet. */
export const createInstance = (name: string, skewMs: number): Instance => ({
  name,
  skewMs,
  alive: true,
  pausedUntil: 0,
  lease: null,
  sent: [],
  wasPaused: false,
});

/** What the process notices of itself in what it asks of the store. */
function note(self: Instance, call: keyof Store, { given, answer }: Noted): void {
  const lease = answer as Lease | null;
  if (call === 'acquireLease' && lease?.resource.startsWith('connection:') === true) {
    self.lease = lease;
    self.wasPaused = false;
    self.sent = [];
  }
  if (call === 'releaseLease') self.lease = null;
  if (call === 'conclude') self.sent = [];
  if (call === 'markSent') self.sent = given[1] as string[];
}

interface Noted {
  readonly given: readonly unknown[];
  readonly answer: unknown;
}

/** Calls that change something, whose answer may be lost after they did. */
export const changes: ReadonlySet<string> = new Set<keyof Store>([
  'applyPage',
  'savePlans',
  'markSent',
  'conclude',
  'saveRun',
  'changeConnection',
  'release',
  'releaseLinked',
  'saveAndRequest',
]);

/** The store as one process reaches it: each call is a turn, at which the process may end. */
export function storeOf(self: Instance, parts: InstanceParts): Store {
  type Call = (...given: readonly unknown[]) => Promise<unknown>;
  const { store, timeline } = parts;
  const inTurn =
    (call: keyof Store): Call =>
    async (...given) => {
      await timeline.turn(self, call);
      const answer = await (store[call] as Call)(...given);
      note(self, call, { given, answer });
      if (changes.has(call) && parts.losesAnswer(call)) throw new Error('connection lost');
      return answer;
    };
  const calls = new Map<keyof Store, Call>();
  const get = (_: Store, call: keyof Store): Call => {
    const known = calls.get(call) ?? inTurn(call);
    calls.set(call, known);
    return known;
  };
  return new Proxy(store, { get });
}

/** The engine of one process. */
export function engineOf(self: Instance, parts: InstanceParts): Engine {
  const clock = createActorClock(parts.timeline, self, self.skewMs);
  return createEngine({
    store: storeOf(self, parts),
    clock,
    random: parts.random,
    queue: parts.queue,
    access: parts.accessFor(clock),
    resolver: noRedirects,
    connectors: parts.connectors,
    holder: self.name,
    report: parts.report,
  });
}
