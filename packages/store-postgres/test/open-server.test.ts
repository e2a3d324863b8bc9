import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, inject, it, vi } from 'vitest';
import { openServer } from '../src/connect/open-server.ts';

const serverUrl = inject('serverUrl');

const terminate = async (pid: number): Promise<void> => {
  const client = new Client({ connectionString: serverUrl ?? '' });
  await client.connect();
  await client.query('select pg_terminate_backend($1)', [pid]);
  await vi.waitFor(async () => {
    const { rows } = await client.query('select from pg_stat_activity where pid = $1', [pid]);
    expect(rows).toEqual([]);
  });
  await client.end();
};

describe.skipIf(serverUrl === null)('openServer', () => {
  it('outlives a connection that ends within a transaction', async () => {
    const { db, close } = openServer(serverUrl ?? '');
    const broken = db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await terminate(rows[0]?.pid ?? 0);
      await sql`select 1`.execute(trx);
    });
    await expect(broken).rejects.toThrow(/connection/u);
    const { rows } = await sql`select 1 as one`.execute(db);
    expect(rows).toEqual([{ one: 1 }]);
    await close();
  });

  it('has the server end a transaction that stands still', async () => {
    const { db, close } = openServer(serverUrl ?? '');
    const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(db);
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '10s' }]);
    await close();
  });
});
