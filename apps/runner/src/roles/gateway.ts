import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendResponse } from './send-response.ts';
import { toRequest } from './to-request.ts';

export interface GatewayRoleParts {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Answers everything but the two health paths. */
  readonly handle: (request: Request) => Response | Promise<Response>;
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

export interface GatewayRole {
  readonly url: string;
  /** Takes no more requests and waits for those under way, streams excepted. */
  readonly close: () => Promise<void>;
}

const healthOf = async (path: string, parts: GatewayRoleParts): Promise<Response | null> => {
  if (path === '/health') return Response.json({ status: 'alive' });
  if (path !== '/ready') return null;
  const isReady = await parts.isReady();
  return Response.json(
    { status: isReady ? 'ready' : 'not ready' },
    { status: isReady ? 200 : 503 },
  );
};

const serve = async (
  parts: GatewayRoleParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const gone = new AbortController();
  // A caller that has its answer has not left.
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = toRequest(
    incoming,
    `http://${incoming.headers.host ?? 'localhost'}`,
    gone.signal,
  );
  const health = await healthOf(new URL(request.url).pathname, parts);
  await sendResponse(health ?? (await parts.handle(request)), outgoing);
};

const urlOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** Listens for API requests and health checks. */
export const startGateway = async (parts: GatewayRoleParts): Promise<GatewayRole> => {
  const server = createServer({ requestTimeout: 30_000 }, (incoming, outgoing) => {
    serve(parts, incoming, outgoing).catch((error: unknown) => {
      // A caller that went away is no failure of ours.
      if (!outgoing.closed) parts.onError(error);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  return {
    url: urlOf(server.address() as AddressInfo),
    close: async () => {
      server.close();
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      await closed;
    },
  };
};
