import { toInstant } from '@concord/core/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openServer } from '../src/connect/open-server.ts';
import { createLeases, requireLease } from '../src/leases.ts';
import { migrate } from '../src/migrate.ts';
import { createDatabase, type TestDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');

const minute = (count: number) => toInstant(60_000 * count);

describe.skipIf(serverUrl === null)('acquireLease', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(serverUrl ?? '');
  });
  afterAll(() => database.drop());

  it('does not wait for whoever is stopped in a transaction', async () => {
    const { db, close } = openServer(database.url);
    await migrate(db);
    const { acquireLease } = createLeases(db);
    const wish = { resource: 'connection:c1', mode: 'write', ttlMs: 60_000 } as const;
    const held = await acquireLease({ ...wish, holder: 'h1', now: minute(0) });
    if (held === null) throw new Error('the lease was not granted');
    const later = { ...wish, holder: 'h2', now: minute(2) };
    await db.transaction().execute(async (stopped) => {
      await requireLease(stopped, held);
      expect(await acquireLease(later)).toBeNull();
      await sql`select 1`.execute(stopped);
    });
    expect(await acquireLease(later)).toMatchObject({ holder: 'h2', epoch: 2 });
    await close();
  });
});
