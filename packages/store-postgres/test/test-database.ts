import { randomUUID } from 'node:crypto';
import { createThrowawayServer } from '@concord/testkit';
import { sql } from 'kysely';
import { Client } from 'pg';
import { prepareRole } from '../src/connect/confinement.ts';
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

/**
 * Makes an empty database on a server of its own: which changes may be told depends on all the
 * transactions of a server, those of other test files among them.
 */
export const createAlone = async (serverUrl: string): Promise<TestDatabase> => {
  const server = process.env['TEST_DATABASE_URL'] ? null : await createThrowawayServer();
  const { url, drop } = await createDatabase(server?.url ?? serverUrl);
  return { url, drop: server === null ? drop : () => server.stop() };
};

/** Makes an empty database that belongs to a user who may do nothing else on the server. */
export const createOwnedDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const { url, drop } = await createDatabase(serverUrl);
  const owner = `owner_${randomUUID().replaceAll('-', '')}`;
  await run(serverUrl, `create role ${owner} login password 'owner'`);
  const owned = new URL(url);
  await run(serverUrl, `alter database ${owned.pathname.slice(1)} owner to ${owner}`);
  owned.username = owner;
  owned.password = 'owner';
  const dropBoth = () => drop().then(() => run(serverUrl, `drop role ${owner}`));
  return { url: owned.href, drop: dropBoth };
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
  let opening: ReturnType<typeof migrated> | null = null;
  const migrated = async () => {
    const database = await open();
    await migrate(database.db);
    return { database, role: await prepareRole(database.db) };
  };
  return {
    open: async () => {
      const { database, role } = await (opening ??= migrated());
      await empty(database.db);
      const db = database.confined({ workspace: 'default', role });
      return {
        store: createPostgresStore({ ...database, db }, async () => {}),
        close: async () => {},
      };
    },
    end: async () => (await opening)?.database.close(),
  };
};

/** Stores inside this process. */
export const embeddedStores = () => createStores(openMemory);

/** Stores on a database of a server. */
export const serverStores = (url: string) => createStores(async () => openServer(url));
