import { isSyncError, type PlainFetch } from '../contract/index.ts';
import type { Clock } from '../ports/index.ts';
import { defaultLimits, type TransportLimits } from './limits.ts';
import { readWhole } from './read-whole.ts';
import { fetchFailure, nameOf, requestFailure, type RequestName } from './request-failure.ts';

/** What a request stands on. */
export interface PlainFetchParts {
  /** A `fetch` without proxy, cookies or retries: undici's. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly limits?: Partial<TransportLimits>;
}

/**
 * A request that ends: limited in time and size, following no redirect, its answer handed on only
 * when whole. `init.body` is text; `init.signal` cancels. Throws a `SyncError` without an answer.
 */
export const createPlainFetch = (parts: PlainFetchParts): PlainFetch => {
  const limits = { ...defaultLimits, ...parts.limits };
  return async (url, init) => {
    const name = nameOf(new URL(url), init);
    const given = init?.signal ?? null;
    if (given?.aborted)
      throw requestFailure(name, 'cancelled-unsent', 'given up before it was sent');
    const attempt = startAttempt(name, given, parts.clock);
    try {
      const sent = parts.fetch(url, { ...init, redirect: 'manual', signal: attempt.signal });
      const response = await attempt.within(limits.headersMs, sent);
      const body = readWhole(response, limits.bodyBytesMax, name);
      return await attempt.within(limits.bodyMs, body);
    } finally {
      attempt.end();
    }
  };
};

/** Nobody asks why; without a reason each would be made an error of its own. */
const over = 'over';

interface Attempt {
  readonly signal: AbortSignal;
  /** The result, or the error of whatever stopped it first. */
  within<T>(ms: number, work: Promise<T>): Promise<T>;
  /** Stops what still runs: a timer, a connection, a body. */
  end(): void;
}

const startAttempt = (name: RequestName, given: AbortSignal | null, clock: Clock): Attempt => {
  const ended = new AbortController();
  const signal = given === null ? ended.signal : AbortSignal.any([given, ended.signal]);
  const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
    const done = new AbortController();
    const stop = AbortSignal.any([signal, done.signal]);
    try {
      return await Promise.race([work, expire(ms, stop)]);
    } catch (thrown) {
      work.catch(() => undefined);
      throw failureOf(thrown);
    } finally {
      done.abort(over);
    }
  };
  const expire = async (ms: number, stop: AbortSignal): Promise<never> => {
    await clock.sleep(ms, stop);
    if (given?.aborted) throw requestFailure(name, 'cancelled', 'given up');
    if (stop.aborted) return new Promise<never>(() => undefined);
    throw requestFailure(name, 'timed-out', `no whole answer in time (${ms} ms)`);
  };
  const failureOf = (thrown: unknown): unknown => {
    if (given?.aborted) return requestFailure(name, 'cancelled', 'given up');
    return isSyncError(thrown) ? thrown : fetchFailure(name, thrown);
  };
  return { signal, within, end: () => ended.abort(over) };
};
