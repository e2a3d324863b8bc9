import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { openMemory } from '../src/connect/open-embedded.ts';
import { openServer } from '../src/connect/open-server.ts';
import { migrate } from '../src/migrate.ts';
import { createPostgresStore } from '../src/postgres-store.ts';
import type { Db } from '../src/tables.ts';

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

const run = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

/** Makes an empty database on a server. */
export const createDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `concord_test_${randomUUID().replaceAll('-', '')}`;
  await run(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const drop = () => run(serverUrl, `drop database ${name} with (force)`);
  return { url: url.href, drop };
};

const empty = async (db: Db): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'concord' and tablename not like 'migration%'`.execute(db);
  // Of tables that hold a few rows, a tenth of what truncating them costs.
  const deletions = rows.map((row) => `delete from ${row.name}`).join('; ');
  await sql`do ${sql.lit(`begin ${deletions}; end`)}`.execute(db);
};

/** Stores on one database, emptied for each; the database is opened when first asked for. */
const createStores = (open: () => ReturnType<typeof openMemory>) => {
  let opening: ReturnType<typeof openMemory> | null = null;
  const migrated = async () => {
    const database = await open();
    await migrate(database.db);
    return database;
  };
  return {
    open: async () => {
      const database = await (opening ??= migrated());
      await empty(database.db);
      return { store: createPostgresStore(database, async () => {}), close: async () => {} };
    },
    end: async () => (await opening)?.close(),
  };
};

/** Stores inside this process. */
export const embeddedStores = () => createStores(openMemory);

/** Stores on a database of a server. */
export const serverStores = (url: string) => createStores(async () => openServer(url));
