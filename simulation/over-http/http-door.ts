import { createServer } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';

/** How a request is answered, or not. */
export interface Line {
  readonly send: (reply: SimulatorReply) => void;
  /** Breaks off in the middle of the body. */
  readonly breakOff: (reply: SimulatorReply) => void;
  /** Breaks before anything is answered. */
  readonly drop: () => void;
}

/** A CRM's address, behind which one world after the other is. */
export interface HttpDoor {
  readonly url: string;
  /** Who answers from now on; all that is open breaks. */
  readonly leadTo: (answer: (request: SimulatorRequest, line: Line) => void) => void;
  readonly close: () => Promise<void>;
}

const toRequest = async (incoming: IncomingMessage): Promise<SimulatorRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const target = incoming.url ?? '/';
  const { pathname, searchParams } = new URL(target, 'http://simulated.invalid');
  return {
    method: incoming.method ?? 'GET',
    target,
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
};

const lineOf = (outgoing: ServerResponse): Line => {
  const drop = () => void outgoing.socket?.destroy();
  const begin = ({ status, headers }: SimulatorReply, bytes: number) => {
    const all: OutgoingHttpHeaders = { ...headers };
    if (bytes > 0) all['content-length'] = bytes;
    outgoing.writeHead(status, all);
  };
  return {
    drop,
    send: (reply) => {
      const body = Buffer.from(reply.body ?? '');
      begin(reply, body.length);
      outgoing.end(body);
    },
    breakOff: (reply) => {
      const body = Buffer.from(reply.body ?? '');
      if (body.length === 0) return drop();
      begin(reply, body.length);
      return void outgoing.write(body.subarray(0, body.length / 2), drop);
    },
  };
};

const nobody = (_: SimulatorRequest, line: Line): void => line.drop();

/** Listens on a free port of this machine. */
export async function openHttpDoor(): Promise<HttpDoor> {
  let answer = nobody;
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, outgoing) => {
    outgoing.sendDate = false;
    const answered = toRequest(incoming).then((request) => answer(request, lineOf(outgoing)));
    answered.catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (next) => {
      answer = next;
      server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
