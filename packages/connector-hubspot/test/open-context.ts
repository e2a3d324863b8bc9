import { setTimeout } from 'node:timers/promises';
import { toInstant, type Context, type Instant } from '@concord/core/contract';
import { createGovernor, createPlainFetch, createTransport } from '@concord/core/transport';
import type { AccessToken, TokenSource } from '@concord/core/transport';

/** How a context of a test differs from the engine's. */
export interface ContextOptions {
  readonly now?: () => Instant;
  readonly signal?: AbortSignal;
  readonly tokens?: TokenSource;
  readonly headersMs?: number;
}

const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await setTimeout(ms, undefined, signal && { signal }).catch(() => undefined);
};

/** A source of one token that is never renewed. */
export const fixedToken = (token: AccessToken): TokenSource => ({
  current: () => Promise.resolve(token),
  renew: () => Promise.resolve(token),
});

/** A context over real HTTP to a server on this machine. */
export const openContext = (instanceUrl: string, options: ContextOptions = {}): Context => {
  const kept = new Map<symbol, unknown>();
  const now = options.now ?? (() => toInstant(Date.now()));
  const clock = { now, sleep };
  const signal = options.signal ?? new AbortController().signal;
  const limits = { headersMs: options.headersMs ?? 30_000 };
  return {
    fetch: createTransport({
      fetch: createPlainFetch({ fetch, clock, limits }),
      tokens: options.tokens ?? fixedToken({ accessToken: 'token', instanceUrl }),
      governor: createGovernor({ limits: [], atOnce: 8, clock }),
      meter: { onRequest: () => undefined, onResponse: () => undefined },
      signal,
    }),
    now,
    signal,
    memo: <T>(key: symbol, make: () => T): T => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
  };
};
