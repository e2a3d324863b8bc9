import { lookup } from 'node:dns/promises';
import { Agent, buildConnector } from 'undici';
import { createCheckedConnector, type Lookup } from './checked-connector.ts';

const systemLookup: Lookup = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/** How websites are reached; tests bring their own names and their own wire. */
export interface WebsiteWire {
  readonly lookup: Lookup;
  readonly dial: buildConnector.connector;
}

const systemWire: WebsiteWire = {
  lookup: systemLookup,
  dial: buildConnector({ timeout: 4_000 }),
};

/** An agent that reaches public websites only, takes no proxy from the environment, and keeps
 * neither connections nor cookies. */
export const createWebsiteDispatcher = (wire: WebsiteWire = systemWire): Agent =>
  new Agent({
    connect: createCheckedConnector(wire.lookup, wire.dial),
    connections: 1,
    pipelining: 0,
    headersTimeout: 5_000,
    bodyTimeout: 1_000,
    maxHeaderSize: 16_384,
    maxResponseSize: 65_536,
  });
