import { createMemoryStore } from '@concord/core/memory-store';
import type { Queue, Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { createRunner, type Runner } from '../src/create-runner.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { systemClock } from '../src/system/system-clock.ts';

/** A doorbell that nobody hears. */
export const deafQueue: Queue = {
  ring: async () => {},
  listen: async () => {},
  stop: async () => {},
};

/** A runner without a database. */
export const createMemoryRunner = (
  store: Store = createMemoryStore(),
  queue: Queue = deafQueue,
): Runner => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  return createRunner({
    configuration: {
      followRedirects: false,
      production: true,
      apps: { byCrm: {}, redirectUris: [] },
    },
    opened: { workspaces: [{ name: 'default', store, queue }], close: async () => {} },
    ring: ring.ok ? ring.value : expect.fail('ring'),
    clock: systemClock,
    report: () => undefined,
  });
};

/** How a process without a database starts its roles. */
export const memoryConfiguration = {
  roles: ['worker', 'gateway'],
  host: '127.0.0.1',
  port: 0,
  allowedOrigins: [],
  production: true,
  tokens: null,
  operations: null,
} as const;
