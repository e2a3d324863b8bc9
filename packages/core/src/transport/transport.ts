import type { AccountRequest, Context, LimitedRequest, PlainFetch } from '../contract/index.ts';
import type { Governor } from './governor.ts';
import { nameOf, requestFailure } from './request-failure.ts';
import type { AccessToken, TokenSource } from './token-source.ts';

/** Told of every request on the wire. */
export interface Meter {
  /** A request is about to be sent, a repeated one included. */
  readonly onRequest: () => void;
  /** An answer of any status arrived. */
  readonly onResponse: (headers: Headers) => void;
}

/** What the authorised way into one account stands on. */
export interface TransportParts {
  /** From `createPlainFetch`. */
  readonly fetch: PlainFetch;
  /** Shared by all transports of a connection, as `shareRenewals` makes it. */
  readonly tokens: TokenSource;
  /** Shared by all transports of a connection. */
  readonly governor: Governor;
  readonly meter: Meter;
  /** Gives up every request, sent or waiting. */
  readonly signal: AbortSignal;
}

/**
 * The `fetch` of a `Context`: authorised, paced, metered, and for one origin only. A request that
 * is refused with 401 was not executed, so it is sent once more, with a renewed token.
 */
export const createTransport = (parts: TransportParts): Context['fetch'] => {
  const send = async (
    path: string,
    init: AccountRequest,
    token: AccessToken,
  ): Promise<Response> => {
    parts.meter.onRequest();
    const url = addressOf(path, token.instanceUrl);
    const response = await parts.fetch(url.href, authorise(init, token));
    parts.meter.onResponse(response.headers);
    return response;
  };
  return async (path, init = {}) => {
    const signal = init.signal ? AbortSignal.any([parts.signal, init.signal]) : parts.signal;
    const request = toLimited(path, init);
    const sendWith = (token: AccessToken): Promise<Response> =>
      parts.governor.send(request, { signal, send: () => send(path, { ...init, signal }, token) });
    const token = await parts.tokens.current();
    const response = await sendWith(token);
    if (response.status !== 401) return response;
    return sendWith(await parts.tokens.renew(token.accessToken));
  };
};

const toLimited = (path: string, { method = 'GET' }: AccountRequest): LimitedRequest => {
  const { pathname, search } = new URL(path, 'http://account');
  return { method: method.toUpperCase(), path: pathname + search };
};

const addressOf = (path: string, origin: string): URL => {
  const url = new URL(path, origin);
  if (url.origin === new URL(origin).origin) return url;
  throw requestFailure(nameOf(url), 'misdirected', 'leads away from the account');
};

const authorise = ({ bodyFrom, ...init }: AccountRequest, token: AccessToken): RequestInit => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token.accessToken}`);
  return { ...init, headers, ...(bodyFrom === undefined ? {} : { body: bodyFrom(token) }) };
};
