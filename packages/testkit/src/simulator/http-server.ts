import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeBody } from './decode-body.ts';
import { serverFaultKinds, spoilOf, spoiledReply } from './server-faults.ts';
import type { FaultInjector, FaultRule } from './fault-rules.ts';
import type { RequestHandler, SimulatorReply, SimulatorRequest } from './http-types.ts';
import { sendReply } from './send-reply.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { WireLog } from './wire-log.ts';

/** What a simulator's server is made of. */
export interface HttpServerParts {
  /** The CRM. */
  readonly handle: RequestHandler;
  /** Requests under this path go to `control`: never logged, spoilt or counted. */
  readonly controlPath: string;
  readonly control: RequestHandler;
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly wire: WireLog;
  /** The caller's name for a request, null where unknown. */
  readonly callerOf: (request: SimulatorRequest) => string | null;
  /** Whether to compress for clients that accept it; read at every request. */
  readonly gzip: () => boolean;
  readonly bodyMaxBytes: number;
}

/** A listening server. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Stops listening and cuts every open connection. */
  close(): Promise<void>;
}

const readBody = async (
  request: IncomingMessage,
  maxBytes: number,
): Promise<ReturnType<typeof decodeBody>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) return 413;
  return decodeBody(Buffer.concat(chunks), request.headers['content-encoding'], maxBytes);
};

const toRequest = (request: IncomingMessage, body: Buffer): SimulatorRequest => {
  const target = request.url ?? '/';
  const cut = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    target,
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    headers: request.headers,
    body,
  };
};

const failed = (error: unknown): SimulatorReply => ({
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ simulatorError: error instanceof Error ? error.stack : String(error) }),
});

const answer = async (
  handle: RequestHandler,
  request: SimulatorRequest,
): Promise<SimulatorReply> => {
  try {
    return await handle(request);
  } catch (error) {
    return failed(error);
  }
};

const withFault = async (
  parts: HttpServerParts,
  request: SimulatorRequest,
  fault: FaultRule,
): Promise<SimulatorReply> => {
  const run = (): Promise<SimulatorReply> => answer(parts.handle, request);
  if (fault.kind === 'held' || fault.kind === 'zombie') await wait(fault.delayMs ?? 1000);
  if (fault.kind === 'duplicate') await run();
  const isSkipped = fault.when === 'before' && (fault.kind === 'status' || fault.kind === 'reset');
  const reply = isSkipped ? { status: 500 } : await run();
  if (fault.kind === 'slow') await wait(fault.delayMs ?? 1000);
  return spoiledReply(fault, reply);
};

const serve = async (
  parts: HttpServerParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const started = performance.now();
  const time = new Date(parts.clock.now()).toISOString();
  const body = await readBody(incoming, parts.bodyMaxBytes);
  const request = toRequest(incoming, typeof body === 'number' ? Buffer.alloc(0) : body);
  const send = (reply: SimulatorReply, fault: FaultRule | null): number =>
    sendReply(incoming, response, {
      reply,
      gzip: parts.gzip() || fault?.kind === 'gzip',
      spoil: spoilOf(fault),
      now: parts.clock.now(),
    });
  if (request.path.startsWith(parts.controlPath)) {
    send(await answer(parts.control, request), null);
    return;
  }
  const caller = parts.callerOf(request);
  const subject = { method: request.method, target: request.target, body: '', caller };
  const fault =
    parts.faults.list().length === 0
      ? null
      : parts.faults.strike({ ...subject, body: request.body.toString() }, serverFaultKinds);
  if (fault?.kind === 'zombie') incoming.socket.destroy();
  const reply: SimulatorReply = await (typeof body === 'number'
    ? { status: body }
    : fault
      ? withFault(parts, request, fault)
      : answer(parts.handle, request));
  const replyBytes = send(reply, fault);
  parts.wire.add({
    time,
    method: request.method,
    target: request.target,
    status: spoilOf(fault) === 'reset' ? null : reply.status,
    caller: reply.caller ?? caller,
    requestBytes: request.body.length,
    replyBytes,
    ms: Math.round((performance.now() - started) * 10) / 10,
    fault: fault?.kind ?? null,
  });
};

/** Starts listening on 127.0.0.1; port 0 takes any free one. */
export const startHttpServer = async (
  parts: HttpServerParts,
  port: number,
): Promise<RunningServer> => {
  const server = createServer(
    { maxHeaderSize: 262_144, keepAliveTimeout: 60_000, noDelay: true },
    (request, response) => {
      response.sendDate = false;
      serve(parts, request, response).catch(() => request.socket.destroy());
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
