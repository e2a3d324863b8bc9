import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '@concord/core/ports';
import type { SeededRandom } from '@concord/testkit/simulator';
import { changes } from '../src/world/instance.ts';
import type { Instance } from '../src/world/instance.ts';
import type { Underlay } from '../src/world/world.ts';
import type { Outstanding } from './outstanding.ts';
import type { Break, Seat } from './seats.ts';

/** One call of a process, and whether its answer was lost. */
interface Call {
  readonly seat: Seat;
  isLost: boolean;
}

/** Where processes find their stores. */
export interface StorePlaces {
  /** Of whoever is no process, and of the process that is never harmed. */
  readonly front: Seat;
  readonly seats: readonly Seat[];
  readonly outstanding: Outstanding;
  readonly random: SeededRandom;
  readonly onBreak: (when: Break) => void;
}

type Method = (...given: readonly unknown[]) => Promise<unknown>;

const wrap = (store: Store, around: (call: keyof Store, method: Method) => Method): Store =>
  new Proxy(store, { get: (target, call: keyof Store) => around(call, target[call] as Method) });

/** Whoever has a seat keeps it until its end. */
const seatWith = ({ front, seats }: StorePlaces) => {
  const taken = new Map<Seat, Instance>();
  return (self: Instance): Seat => {
    if (self.name === 'front') return front;
    const free = seats.find((seat) => taken.get(seat)?.alive !== true);
    if (free === undefined) throw new Error('there are more processes than seats');
    taken.set(free, self);
    return free;
  };
};

/** What a commit answers, as far as anybody but its caller hears of it. */
const answerOf = (call: keyof Store): unknown => (call === 'applyPage' ? 'applied' : undefined);

/**
 * One store for all, of which each process has connections of its own. Those break at commits;
 * what took effect unanswered is recorded as done, and its caller hears that the connection is
 * lost.
 */
export const reachStore = (places: StorePlaces): Pick<Underlay, 'createStore' | 'reach'> => {
  const { front, outstanding, random, onBreak } = places;
  const calls = new AsyncLocalStorage<Call>();
  const seatOf = seatWith(places);

  const ask = async (call: keyof Store, given: readonly unknown[]): Promise<unknown> => {
    const current = calls.getStore();
    const seat = current?.seat ?? front;
    try {
      return await (seat.store[call] as Method)(...given);
    } catch (thrown) {
      const broken = seat.takeBroken();
      if (current === undefined || broken === null) throw thrown;
      onBreak(broken);
      if (broken === 'before') throw new Error('connection lost', { cause: thrown });
      current.isLost = true;
      return answerOf(call);
    }
  };

  return {
    createStore: () =>
      wrap(
        front.store,
        (call) =>
          (...given) =>
            outstanding.during(() => ask(call, given)),
      ),
    reach: ({ self, store, losesAnswer }) => {
      const seat = seatOf(self);
      const aim = (call: keyof Store) => {
        if (!changes.has(call) || !losesAnswer(call)) return;
        seat.breakNext(random.chance(0.5) ? 'before' : 'after');
      };
      const around =
        (call: keyof Store, method: Method): Method =>
        async (...given) => {
          const current: Call = { seat, isLost: false };
          aim(call);
          const answer = await calls
            .run(current, () => method(...given))
            .finally(() => seat.breakNext(null));
          if (current.isLost) throw new Error('connection lost');
          return answer;
        };
      return { store: wrap(store, around), losesAnswer: () => false };
    },
  };
};
