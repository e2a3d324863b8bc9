import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { createPreparingClient } from './preparing-client.ts';
import type { Tables } from '../tables.ts';
import { toStatement, type Confinement } from './confinement.ts';
import type { Database } from './database.ts';
import { listenOn } from './listen-server.ts';
import { prepareSession } from './prepare-session.ts';
import { wantedOnly } from './wanted-only.ts';

/**
 * How long a transaction may stand still: its process is stopped or unreachable then, and what it
 * has locked would keep others waiting. Shorter than a lease, which others take over after that.
 */
const standingStillMaxMs = 10_000;

const PreparingClient = createPreparingClient();

const openPool = (url: string): Pool => {
  const pool = new Pool({
    connectionString: url,
    application_name: 'concord',
    max: 10,
    Client: PreparingClient,
    idle_in_transaction_session_timeout: standingStillMaxMs,
  });
  // Idle connections that break are replaced at their next use; unheard, the event ends the process.
  pool.on('error', () => {});
  // So does one that breaks between two queries of a transaction; its next query fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
};

/** Connections that see one workspace for as long as they live, so that no query pays for it. */
const openConfined = (url: string, to: Confinement): Kysely<Tables> => {
  const confine = CompiledQuery.raw(toStatement(to, 'session'));
  const dialect = new PostgresDialect({
    pool: openPool(url),
    onCreateConnection: async (connection) => {
      await prepareSession(connection);
      await connection.executeQuery(confine);
    },
  });
  return new Kysely({ dialect: wantedOnly(dialect) });
};

/** A PostgreSQL server, which any number of processes may share. */
export const openServer = (url: string): Database => {
  const dialect = new PostgresDialect({ pool: openPool(url), onCreateConnection: prepareSession });
  const db: Database['db'] = new Kysely({ dialect });
  const confined = new Map<string, Kysely<Tables>>();
  return {
    db,
    confined: (to) => {
      const name = `${to.workspace} ${to.role}`;
      const known = confined.get(name) ?? openConfined(url, to);
      confined.set(name, known);
      return known;
    },
    kind: 'server',
    jobs: { connectionString: url, application_name: 'concord jobs', max: 4 },
    listen: listenOn(url),
    close: async () => {
      await Promise.all([db, ...confined.values()].map((one) => one.destroy()));
    },
  };
};
