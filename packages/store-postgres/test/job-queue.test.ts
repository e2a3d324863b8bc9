import type { Bell } from '@concord/core/ports';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPostgresStore } from '../src/index.ts';
import type { OpenStore } from '../src/index.ts';
import { createDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');

const read = (connectionId: string): Bell => ({ work: 'read', connectionId });
const write = (connectionId: string): Bell => ({ work: 'write', connectionId });

/** Hears bells and lets the test wait for them, and hold their answers back. */
const createListener = () => {
  const heard: string[] = [];
  const gates: (() => void)[] = [];
  let isHolding = false;
  let changed = Promise.withResolvers<void>();
  return {
    heard,
    hold: () => void (isHolding = true),
    letGo: () => {
      isHolding = false;
      gates.splice(0).forEach((open) => open());
    },
    until: async (count: number) => {
      while (heard.length < count) await changed.promise;
    },
    handle: async ({ work, connectionId }: Bell) => {
      heard.push(`${work} ${connectionId}`);
      changed.resolve();
      changed = Promise.withResolvers();
      if (isHolding) await new Promise<void>((open) => gates.push(open));
    },
  };
};

const suite = (open: () => Promise<OpenStore>): void => {
  let opened: OpenStore;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterAll(() => opened.close());

  it('hears bells rung before and after it listens, rings of one kind as one', async () => {
    const { queue } = opened;
    const listener = createListener();
    await queue.ring(read('c1'));
    await queue.ring(read('c1'));
    await queue.listen(listener.handle);
    await queue.ring(write('c1'));
    await queue.ring(read('c2'));
    await listener.until(3);
    expect(listener.heard.toSorted()).toEqual(['read c1', 'read c2', 'write c1']);
    listener.hold();
    await queue.ring(read('c3'));
    await listener.until(4);
    // A bell that is being answered, perhaps by a process that died, holds up no other.
    await queue.ring(read('c3'));
    await listener.until(5);
    expect(listener.heard.slice(3)).toEqual(['read c3', 'read c3']);
    listener.letGo();
  }, 120_000);

  it('lets each workspace hear its own bells only', async () => {
    const [acme, beta] = [createListener(), createListener()];
    await opened.workspace('acme').queue.listen(acme.handle);
    await opened.workspace('beta').queue.listen(beta.handle);
    await opened.workspace('acme').queue.ring(read('of-acme'));
    await opened.workspace('beta').queue.ring(read('of-beta'));
    await Promise.all([acme.until(1), beta.until(1)]);
    expect([acme.heard, beta.heard]).toEqual([['read of-acme'], ['read of-beta']]);
  }, 120_000);
};

describe('the embedded job queue', () => {
  suite(() => openPostgresStore({ memory: true }));
});

describe.skipIf(serverUrl === null)('the job queue on a server', () => {
  suite(async () => {
    const { url, drop } = await createDatabase(serverUrl ?? '');
    const opened = await openPostgresStore({ url });
    return { ...opened, close: () => opened.close().then(drop) };
  });
});
