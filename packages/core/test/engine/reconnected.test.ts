import { createSyncError } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

/** A world whose CRM refuses the credentials of its next read, after `meanwhile`. */
async function refusing(meanwhile: (connect: () => Promise<unknown>) => Promise<unknown>) {
  let isRefusing = false;
  const crm = createMemoryCrm(['Company', 'Person'], {
    carry: async (_, { operation }, act) => {
      if (!isRefusing || operation !== 'read') return act();
      isRefusing = false;
      await meanwhile(() => engine.connect({ id: connectionId, crm: 'memory', name: 'Memory' }));
      throw createSyncError('read: refused', {
        code: 'unauthorized',
        retry: 'never',
        effect: 'none',
      });
    },
  });
  const { engine, store, read, clock } = await createWorld({ crm });
  isRefusing = true;
  await clock.advance(60_000);
  await read();
  return (await store.getConnection(connectionId))?.state;
}

it('stops an account whose credentials are refused until it is connected again (R-ERR-4)', async () => {
  expect(await refusing(async () => null)).toBe('needs-reconnect');
});

it('goes on where old credentials are refused after new ones were given (R-ERR-4)', async () => {
  expect(await refusing((connect) => connect())).toBe('active');
});
