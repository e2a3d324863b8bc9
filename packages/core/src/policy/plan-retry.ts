import { type Instant, type SyncError, toInstant } from '../contract/index.ts';

/** A call that failed, and when. */
export interface RetryFacts {
  readonly error: SyncError;
  /** Calls that failed since the write was last asked for, this one among them if it counts. */
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

/** How long a CRM that asks to slow down, and names no time, is left alone, in milliseconds. */
export const slowDownMs = 30_000;

/**
 * Calls that failed, once this one has. Those that only came too soon say nothing of the write: they
 * make it a tried one, and no more.
 */
export const countAttempt = (before: number, { code }: SyncError): number =>
  code === 'rate-limited' ? Math.max(1, before) : before + 1;

/** When a failed call is tried again, by itself or after a person's help (R-ERR-2). */
export const planRetry = (facts: RetryFacts): Retry => {
  const { code, effect, retry } = facts.error;
  const isLasting = retry === 'never' && facts.attempt > fewAttempts;
  if (effect === 'unknown') {
    return isLasting ? { kind: 'stop' } : after('rematch', facts, facts.quietPeriodMs);
  }
  // Work waits for the connection, not for a person's look at each record (R-ERR-4).
  if (code === 'unauthorized') return after('again', facts, 0);
  // As soon as the limit allows, however often it was met (R-TIME-6).
  if (code === 'rate-limited') return again(facts, facts.error.retryAfterMs ?? slowDownMs);
  if (code === 'conflict') return after('rematch', facts, 0);
  if (code === 'not-found' || code === 'duplicate') {
    return facts.attempt > fewAttempts ? { kind: 'stop' } : after('rematch', facts, 0);
  }
  return retry === 'later' ? after('again', facts, 0) : { kind: 'stop' };
};

const after = (kind: 'again' | 'rematch', facts: RetryFacts, leastMs: number): Retry => {
  const waitMs = Math.max(leastMs, facts.error.retryAfterMs ?? 0, backoffMs(facts));
  return { kind, at: inMs(facts, waitMs) };
};

const again = (facts: RetryFacts, waitMs: number): Retry => ({
  kind: 'again',
  at: inMs(facts, Math.max(1, waitMs)),
});

const inMs = ({ now }: RetryFacts, waitMs: number): Instant =>
  toInstant(Date.parse(now) + Math.ceil(waitMs));

/** Doubles with every attempt; between half and all of it, by chance. */
const backoffMs = ({ attempt, fraction }: RetryFacts): number => {
  const fullMs = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt - 1, 0), 30));
  return fullMs * (0.5 + fraction / 2);
};
