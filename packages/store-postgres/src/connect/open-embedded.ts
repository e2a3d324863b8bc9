import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, Kysely, PGliteDialect } from 'kysely';
import { fromPglite } from 'pg-boss';
import { toStatement } from './confinement.ts';
import type { Database } from './database.ts';
import { inWorkspace, type Begin } from './in-workspace.ts';
import { lockDirectory } from './lock-directory.ts';
import { prepareSession } from './prepare-session.ts';

const open = async (pglite: PGlite, unlock: () => Promise<void>): Promise<Database> => {
  const dialect = new PGliteDialect({ pglite, onCreateConnection: prepareSession });
  const db: Database['db'] = new Kysely({ dialect });
  return {
    db,
    confined: (to) => {
      const confinement = CompiledQuery.raw(toStatement(to, 'transaction'));
      const start: Begin = async (driver, connection) => {
        await driver.beginTransaction(connection, {});
        await connection.executeQuery(confinement);
      };
      return new Kysely({ dialect: inWorkspace(dialect, start) });
    },
    kind: 'embedded',
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    listen: async (channel, ring) => {
      const end = await pglite.listen(channel, ring);
      return () => end();
    },
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
};

/** PostgreSQL inside this process, gone when it ends. */
export const openMemory = async (): Promise<Database> =>
  open(await PGlite.create(), async () => {});

/** PostgreSQL inside this process, kept in a directory that nobody else may open meanwhile. */
export const openDirectory = async (directory: string): Promise<Database> => {
  mkdirSync(directory, { recursive: true });
  const unlock = await lockDirectory(directory);
  try {
    return await open(await PGlite.create({ dataDir: join(directory, 'data') }), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
};
