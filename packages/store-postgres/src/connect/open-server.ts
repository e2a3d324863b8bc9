import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { toStatement } from './confinement.ts';
import type { Database } from './database.ts';
import { inWorkspace, type Begin } from './in-workspace.ts';
import { listenOn } from './listen-server.ts';
import { prepareSession } from './prepare-session.ts';

/**
 * How long a transaction may stand still: its process is stopped or unreachable then, and what it
 * has locked would keep others waiting. Shorter than a lease, which others take over after that.
 */
const standingStillMaxMs = 10_000;

/** A PostgreSQL server, which any number of processes may share. */
export const openServer = (url: string): Database => {
  const pool = new Pool({
    connectionString: url,
    application_name: 'concord',
    max: 10,
    idle_in_transaction_session_timeout: standingStillMaxMs,
  });
  // Idle connections that break are replaced at their next use; unheard, the event ends the process.
  pool.on('error', () => {});
  // So does one that breaks between two queries of a transaction; its next query fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  const dialect = new PostgresDialect({ pool, onCreateConnection: prepareSession });
  const db: Database['db'] = new Kysely({ dialect });
  return {
    db,
    confined: (to) => {
      // One message, and so one journey, for both.
      const begin = CompiledQuery.raw(`begin; ${toStatement(to)}`);
      const start: Begin = async (_, connection) => void (await connection.executeQuery(begin));
      return new Kysely({ dialect: inWorkspace(dialect, start) });
    },
    kind: 'server',
    jobs: { connectionString: url, application_name: 'concord jobs', max: 4 },
    listen: listenOn(url),
    close: () => db.destroy(),
  };
};
