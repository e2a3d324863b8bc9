import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveRequest, type Serving, type UnderWay } from './serve-request.ts';

export interface GatewayRoleParts extends Serving {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long an answer may take. */
  readonly answerMaxMs: number;
  readonly onError: (error: unknown) => void;
}

export interface GatewayRole {
  readonly url: string;
  /** Takes no more requests, ends event streams, and waits for what is under way as long as it may take. */
  readonly close: () => Promise<void>;
}

/** For an answer that took all of its time to be sent. */
const sendingMaxMs = 2_000;

const urlOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** Listens for API requests and health checks. */
export const startGateway = async (parts: GatewayRoleParts): Promise<GatewayRole> => {
  const underWay: UnderWay = { isStopping: false, streams: new Set() };
  const server = createServer({ requestTimeout: 30_000 }, (incoming, outgoing) => {
    serveRequest(parts, underWay, { incoming, outgoing }).catch((error: unknown) => {
      // A caller that went away is no failure of ours.
      if (!outgoing.closed) parts.onError(error);
      outgoing.destroy();
    });
    outgoing.once('close', () => {
      if (underWay.isStopping) incoming.socket.destroySoon();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const cutOff = async (done: AbortSignal): Promise<void> => {
    await parts.clock.sleep(parts.answerMaxMs + sendingMaxMs, done);
    server.closeAllConnections();
  };
  return {
    url: urlOf(server.address() as AddressInfo),
    close: async () => {
      underWay.isStopping = true;
      const done = new AbortController();
      server.close();
      for (const stream of underWay.streams) stream.abort();
      void cutOff(done.signal);
      await closed;
      done.abort();
    },
  };
};
