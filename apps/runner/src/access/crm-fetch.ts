import type { PlainFetch } from '@concord/core/contract';
import type { Clock } from '@concord/core/ports';
import { createPlainFetch } from '@concord/core/transport';
import { Agent, fetch as undiciFetch } from 'undici';

/** A way out to the CRMs that ends with `close`. */
export interface CrmFetch {
  readonly fetch: PlainFetch;
  readonly close: () => Promise<void>;
}

/**
 * Requests over an agent of its own: kept-alive connections, a few to each host, no proxy from the
 * environment. Time limits are the transport's.
 */
export const createCrmFetch = (clock: Clock): CrmFetch => {
  const dispatcher = new Agent({
    connections: 8,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  // undici's own types of the fetch standard differ from Node's in name only.
  const send = undiciFetch as unknown as (url: string, init: object) => Promise<Response>;
  return {
    fetch: createPlainFetch({ fetch: (url, init) => send(url, { ...init, dispatcher }), clock }),
    close: () => dispatcher.destroy(),
  };
};
