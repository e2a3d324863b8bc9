import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/ports/index.ts';
import { toInstant } from '../../src/contract/index.ts';
import { createPlainFetch, type TransportLimits } from '../../src/transport/index.ts';

/** A server that answers with `listener` until the test ends; its origin. */
export const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An origin where nothing listens. */
export const closedOrigin = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};

/** A clock whose sleepers wake when told. */
interface ManualClock extends Clock {
  /** Wakes whoever sleeps for `ms`, as soon as somebody does. */
  readonly wake: (ms: number) => void;
}

const createManualClock = (): ManualClock => {
  const sleepers = new Map<number, () => void>();
  const early = new Set<number>();
  return {
    now: () => toInstant(0),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (early.delete(ms)) resolve();
        sleepers.set(ms, resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    wake: (ms) => {
      const sleeper = sleepers.get(ms);
      if (sleeper === undefined) early.add(ms);
      else sleeper();
    },
  };
};

/** A plain fetch on the machine's own, and the clock that limits it. */
export const createParts = (limits: Partial<TransportLimits> = {}) => {
  const clock = createManualClock();
  return { clock, fetch: createPlainFetch({ fetch, clock, limits }) };
};

/** What a rejected promise was rejected with. */
export const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (thrown) {
    return thrown;
  }
  throw new Error('expected an error');
};
