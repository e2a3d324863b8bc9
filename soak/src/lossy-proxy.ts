import { rmSync } from 'node:fs';
import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What becomes of some bytes on their way: held for a while, and what is answered may be lost. */
export interface Fate {
  readonly delayMs: number;
  /** Whether they never arrive, and the connection breaks instead. */
  readonly isLost?: boolean;
  /** Called when the answer comes: `true` loses it, and the connection with it. */
  readonly losesAnswer: ((answer: Buffer) => boolean) | null;
}

/** Where a proxy listens, where it leads, and what it does to what is asked. */
export interface LossyProxyParts {
  /** A path of a socket, or any free port. */
  readonly listen: { readonly path: string } | { readonly port: 0 };
  readonly target: NetConnectOpts;
  /** `null` lets the bytes pass. */
  readonly fateOf: (asked: Buffer) => Fate | null;
}

/** A listening proxy. */
export interface LossyProxy {
  /** The port it took; 0 where it listens at a path. */
  readonly port: number;
  /** Cuts every connection. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Connects one client to the target; bytes keep their order, whatever is delayed. */
const carry = (client: Socket, target: Socket, fateOf: LossyProxyParts['fateOf']): void => {
  let loses: Fate['losesAnswer'] = null;
  let sent = Promise.resolve();
  const end = (): void => {
    client.destroy();
    target.destroy();
  };
  client.on('data', (asked: Buffer) => {
    sent = sent.then(async () => {
      const fate = fateOf(asked);
      if (fate !== null) loses = fate.losesAnswer;
      if (fate !== null && fate.delayMs > 0) await wait(fate.delayMs);
      if (fate?.isLost === true) return end();
      // What was asked arrives although nobody is there any more to hear the answer.
      if (!target.destroyed) target.write(asked);
    });
  });
  target.on('data', (answer: Buffer) => {
    if (loses?.(answer) === true) end();
    else if (!client.destroyed) client.write(answer);
  });
  for (const socket of [client, target]) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
  }
  client.on('close', () => void sent.then(() => target.end()));
  target.on('close', end);
};

/** Starts a proxy between clients and a server that loses answers as it is told. */
export const startLossyProxy = async (parts: LossyProxyParts): Promise<LossyProxy> => {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const target = createConnection(parts.target);
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    carry(client, target, parts.fateOf);
  });
  if ('path' in parts.listen) rmSync(parts.listen.path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen('path' in parts.listen ? parts.listen : { port: 0, host: '127.0.0.1' }, resolve);
  });
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  const { port = 0 } = 'path' in parts.listen ? {} : (server.address() as AddressInfo);
  return {
    port,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
};
