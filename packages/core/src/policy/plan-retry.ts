import { type Instant, type SyncError, toInstant } from '../contract/index.ts';

/** A call that failed, and when. */
export interface RetryFacts {
  readonly error: SyncError;
  /** Calls that failed since the write was last asked for, this one among them. */
  readonly attempt: number;
  readonly now: Instant;
  /** Chance, at least 0 and below 1, that spreads the retries of many records. */
  readonly fraction: number;
  /** How long a call with a lost answer may still arrive in the CRM, in milliseconds. */
  readonly quietPeriodMs: number;
}

/** `again`: the same call. `rematch`: find the record anew first. `stop`: a person is needed. */
export type Retry =
  | { readonly kind: 'again'; readonly at: Instant }
  | { readonly kind: 'rematch'; readonly at: Instant }
  | { readonly kind: 'stop' };

const baseMs = 2_000;
const capMs = 15 * 60_000;

/** How often a refusal is met again before a person is asked. */
const fewAttempts = 4;

/** When a failed call is tried again, by itself or after a person's help (R-ERR-2). */
export const planRetry = (facts: RetryFacts): Retry => {
  const { code, effect, retry } = facts.error;
  const isLasting = retry === 'never' && facts.attempt > fewAttempts;
  if (effect === 'unknown') {
    return isLasting ? { kind: 'stop' } : after('rematch', facts, facts.quietPeriodMs);
  }
  // Work waits for the connection, not for a person's look at each record (R-ERR-4).
  if (code === 'unauthorized') return after('again', facts, 0);
  if (code === 'conflict') return after('rematch', facts, 0);
  if (code === 'not-found' || code === 'duplicate') {
    return facts.attempt > fewAttempts ? { kind: 'stop' } : after('rematch', facts, 0);
  }
  return retry === 'later' ? after('again', facts, 0) : { kind: 'stop' };
};

const after = (kind: 'again' | 'rematch', facts: RetryFacts, leastMs: number): Retry => {
  const waitMs = Math.max(leastMs, facts.error.retryAfterMs ?? 0, backoffMs(facts));
  return { kind, at: toInstant(Date.parse(facts.now) + Math.ceil(waitMs)) };
};

/** Doubles with every attempt; between half and all of it, by chance. */
const backoffMs = ({ attempt, fraction }: RetryFacts): number => {
  const fullMs = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt - 1, 0), 30));
  return fullMs * (0.5 + fraction / 2);
};
