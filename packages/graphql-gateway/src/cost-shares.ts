import type { Clock } from '@concord/core/ports';
import { GraphQLError } from 'graphql';
import type { Caller } from './caller.ts';

/** Complexity that a caller may ask for at once, twenty of the largest queries. */
const burst = 1_000_000;
/** Complexity that a caller may go on asking for, two of the largest queries a second. */
const perSecond = 100_000;
/** Callers remembered; those who asked for nothing lately are forgotten beyond it. */
const callerMax = 10_000;

/** What each caller may still ask of this process, whatever it asks for. */
export interface CostShares {
  /** Takes the cost from the caller's share; answers how long to wait, 0 when it was taken. */
  readonly draw: (caller: Pick<Caller, 'id' | 'workspace'>, cost: number) => number;
}

interface Bucket {
  left: number;
  at: number;
}

const fill = (bucket: Bucket, now: number): Bucket => ({
  left: Math.min(burst, bucket.left + ((now - bucket.at) * perSecond) / 1000),
  at: now,
});

/** A bucket for each caller. */
export const createCostShares = (clock: Clock): CostShares => {
  const buckets = new Map<string, Bucket>();
  const forget = (now: number): void => {
    if (buckets.size < callerMax) return;
    for (const [id, bucket] of buckets) if (fill(bucket, now).left === burst) buckets.delete(id);
  };
  return {
    draw: ({ workspace, id }, cost) => {
      const name = `${workspace} ${id}`;
      const now = Date.parse(clock.now());
      forget(now);
      const bucket = fill(buckets.get(name) ?? { left: burst, at: now }, now);
      const missing = cost - bucket.left;
      if (missing <= 0) bucket.left -= cost;
      buckets.set(name, bucket);
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
