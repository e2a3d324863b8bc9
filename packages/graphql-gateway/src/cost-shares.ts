import type { Clock, ShareStore } from '@concord/core/ports';
import { GraphQLError } from 'graphql';
import type { Caller } from './caller.ts';

/** Complexity that a caller may ask for at once, twenty of the largest queries. */
const burst = 1_000_000;
/** Complexity that a caller may go on asking for, two of the largest queries a second. */
const perSecond = 100_000;
/** What a process takes at once, so that small questions cost no look at the store. */
const batch = 50_000;
/** Callers whose taken share is remembered. */
const callerMax = 10_000;

/** What each caller may still ask for, of all processes together and whatever it asks for. */
export interface CostShares {
  /** Takes the cost from the caller's share; answers how long to wait, 0 when it was taken. */
  readonly draw: (caller: Pick<Caller, 'id' | 'workspace'>, cost: number) => Promise<number>;
}

interface Parts {
  readonly clock: Clock;
  /** Where the shares of a workspace's callers are kept. */
  readonly storeOf: (caller: Pick<Caller, 'workspace'>) => ShareStore;
}

/** Draws on shares that the store keeps, a batch at a time. */
export const createCostShares = ({ clock, storeOf }: Parts): CostShares => {
  const taken = new Map<string, number>();

  const add = (name: string, more: number): number => {
    const now = (taken.get(name) ?? 0) + more;
    taken.delete(name);
    taken.set(name, now);
    const [oldest] = taken.size > callerMax ? taken.keys() : [];
    if (oldest !== undefined) taken.delete(oldest);
    return now;
  };

  const takeMore = ({ id, workspace }: Pick<Caller, 'id' | 'workspace'>, short: number) => {
    const wanted = Math.max(short, batch);
    const draw = { caller: id, wanted, full: burst, perSecond, now: clock.now() };
    return storeOf({ workspace }).drawShare(draw);
  };

  return {
    draw: async (caller, cost) => {
      const name = `${caller.workspace} ${caller.id}`;
      const short = cost - (taken.get(name) ?? 0);
      const missing = cost - add(name, short > 0 ? await takeMore(caller, short) : 0);
      if (missing <= 0) add(name, -cost);
      return missing <= 0 ? 0 : Math.ceil((missing * 1000) / perSecond);
    },
  };
};

/** The refusal of a caller whose share is used up for `waitMs`. */
export const createTooMuch = (waitMs: number): GraphQLError => {
  const seconds = Math.ceil(waitMs / 1000);
  return new GraphQLError('This key asks for more than its share.', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterMs: waitMs,
      remedy: `Try again in ${seconds} seconds, and ask for less at once.`,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
};
