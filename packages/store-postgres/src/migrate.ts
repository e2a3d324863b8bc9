import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import * as connections from './migrations/0001-connections.ts';
import * as records from './migrations/0002-records.ts';
import * as writes from './migrations/0003-writes.ts';
import * as activities from './migrations/0004-activities.ts';
import * as keysFirst from './migrations/0005-keys-first.ts';
import * as edits from './migrations/0006-edits.ts';
import * as associations from './migrations/0007-associations.ts';
import * as changes from './migrations/0009-changes.ts';
import * as outcomeSearch from './migrations/0010-outcome-search.ts';
import * as apiKeys from './migrations/0011-api-keys.ts';
import * as workspaces from './migrations/0012-workspaces.ts';
import * as undo from './migrations/0013-undo.ts';
import * as outcomeKinds from './migrations/0014-outcome-kinds.ts';
import * as changesByWorkspace from './migrations/0015-changes-by-workspace.ts';
import * as apiShares from './migrations/0016-api-shares.ts';
import * as authorisations from './migrations/0017-authorisations.ts';
import * as queuedRuns from './migrations/0018-queued-runs.ts';
import * as outcomesByStatus from './migrations/0019-outcomes-by-status.ts';
import * as connectedAt from './migrations/0020-connected-at.ts';
import * as unloggedShares from './migrations/0021-unlogged-shares.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

const migrations: Record<string, Migration> = {
  '0001-connections': connections,
  '0002-records': records,
  '0003-writes': writes,
  '0004-activities': activities,
  '0005-keys-first': keysFirst,
  '0006-edits': edits,
  '0007-associations': associations,
  '0009-changes': changes,
  '0010-outcome-search': outcomeSearch,
  '0011-api-keys': apiKeys,
  '0012-workspaces': workspaces,
  '0013-undo': undo,
  '0014-outcome-kinds': outcomeKinds,
  '0015-changes-by-workspace': changesByWorkspace,
  '0016-api-shares': apiShares,
  '0017-authorisations': authorisations,
  '0018-queued-runs': queuedRuns,
  '0019-outcomes-by-status': outcomesByStatus,
  '0020-connected-at': connectedAt,
  '0021-unlogged-shares': unloggedShares,
};

/**
 * Brings the schema up to date. Safe when several processes start at once: an advisory lock lets
 * one of them do it. Throws, and changes nothing, when a step fails.
 */
export const migrate = async (db: Kysely<Tables>): Promise<void> => {
  // Two processes may find it missing at once: the later one is refused, and looks again.
  await transact(db, (trx) => sql`create schema if not exists concord`.execute(trx));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'concord',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};
