import { createThrowawayServer } from '@concord/testkit';
import { Client } from 'pg';

/** A PostgreSQL server, and what is known of it from its own side. */
export interface Server {
  readonly url: string;
  /** Removes all rows of the engine's tables. */
  readonly empty: () => Promise<void>;
  /** Transactions that ended each other so far. */
  readonly deadlocks: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/**
 * The longest that a statement waits for a row which another transaction has, in milliseconds. It
 * fails after that, and with it the seed: commits that wait for nothing but the machine end sooner.
 */
const lockTimeoutMs = 500;

const emptied = `do $$ declare statement text; begin
  for statement in select format('delete from %I.%I', schemaname, tablename) from pg_tables
    where schemaname = 'concord' and tablename not like 'migration%'
  loop execute statement; end loop; end $$`;

/** Starts the server that the tests of the store start. */
export async function openServer(): Promise<Server> {
  const server = await createThrowawayServer();
  if (server === null) throw new Error('no PostgreSQL binaries were found: run npm run setup');
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`alter role concord set lock_timeout = ${lockTimeoutMs}`);
  return {
    url: server.url,
    empty: async () => void (await client.query(emptied)),
    deadlocks: async () => {
      const { rows } = await client.query<{ sum: string }>(
        'select sum(deadlocks) as sum from pg_stat_database',
      );
      return Number(rows[0]?.sum);
    },
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}
