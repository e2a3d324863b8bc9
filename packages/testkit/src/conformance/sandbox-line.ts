import { toInstant, type Context, type PlainFetch } from '@concord/core/contract';
import {
  createGovernor,
  createPlainFetch,
  createTransport,
  shareRenewals,
  type AccessToken,
  type TokenSource,
} from '@concord/core/transport';
import { Agent, fetch as undiciFetch } from 'undici';
import type { Sandbox, WireCall } from './sandbox.ts';

/** A request before it is sent. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** `''` when it has none. */
  readonly body: string;
}

/** What a line is made of. */
export interface SandboxLineParts {
  /** The CRM's clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly kindOf: (request: SentRequest) => WireCall['kind'];
  /** The token that the account was opened with. */
  readonly token: AccessToken;
  /** Renews the token; `fetch` is logged as every other request is. */
  readonly renew: (fetch: PlainFetch) => Promise<AccessToken>;
}

/** The way from a sandbox's contexts to its CRM: the engine's own transport, and a log of it. */
export interface SandboxLine {
  readonly context: Sandbox['context'];
  readonly wire: () => readonly WireCall[];
  /** Resolves when the next answer begins to arrive. */
  readonly nextAnswer: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

const createMemo = (): Context['memo'] => {
  const kept = new Map<symbol, unknown>();
  return <T>(key: symbol, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
};

/** One real request, noted in the log before it is sent. */
const createLoggedFetch = (parts: SandboxLineParts, calls: WireCall[]) => {
  const agent = new Agent();
  const waiting: (() => void)[] = [];
  const send = undiciFetch as unknown as (url: string, init: object) => Promise<Response>;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { origin, pathname, search } = new URL(url);
    const request = {
      method: init.method ?? 'GET',
      path: pathname + search,
      body: typeof init.body === 'string' ? init.body : '',
    };
    const { method, path } = request;
    const call = { kind: parts.kindOf(request), method, origin, path };
    const at = calls.push({ ...call, status: null }) - 1;
    const response = await send(url, { ...init, dispatcher: agent });
    calls[at] = { ...call, status: response.status };
    for (const resolve of waiting.splice(0)) resolve();
    return response;
  };
  const nextAnswer = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  return { fetch, nextAnswer, close: () => agent.destroy() };
};

/** Connects contexts to a CRM as the engine does. */
export const createSandboxLine = (parts: SandboxLineParts): SandboxLine => {
  const calls: WireCall[] = [];
  const logged = createLoggedFetch(parts, calls);
  const clock = { now: () => toInstant(parts.now()), sleep };
  const fetch = createPlainFetch({ fetch: logged.fetch, clock });
  let token = parts.token;
  const source: TokenSource = {
    current: () => Promise.resolve(token),
    renew: async (stale) => {
      if (token.accessToken === stale) token = await parts.renew(fetch);
      return token;
    },
  };
  const tokens = shareRenewals(source);
  const meter = { onRequest: () => undefined, onResponse: () => undefined };
  const governor = createGovernor({ limits: [], atOnce: 8, clock });
  const context: Sandbox['context'] = ({ signal, skewMs = 0 } = {}) => {
    const own = signal ?? new AbortController().signal;
    return {
      fetch: createTransport({ fetch, tokens, governor, meter, signal: own }),
      now: () => toInstant(parts.now() + skewMs),
      signal: own,
      memo: createMemo(),
    };
  };
  return { context, wire: () => [...calls], nextAnswer: logged.nextAnswer, close: logged.close };
};
