import type { ApiKey, ApiKeyStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { ApiKeyTable, Db } from './tables.ts';
import { fromColumn } from './text-column.ts';
import { transact } from './transact.ts';

const toApiKey = (row: ApiKeyTable): ApiKey => ({
  id: row.id,
  name: fromColumn(row.name),
  role: row.role as ApiKey['role'],
  hash: row.hash,
  createdAt: row.created_at as ApiKey['createdAt'],
  lastUsedAt: row.last_used_at as ApiKey['lastUsedAt'],
  revokedAt: row.revoked_at as ApiKey['revokedAt'],
});

const toRow = (key: ApiKey): ApiKeyTable => ({
  id: key.id,
  name: key.name,
  role: key.role,
  hash: key.hash,
  created_at: key.createdAt,
  last_used_at: key.lastUsedAt,
  revoked_at: key.revokedAt,
});

const saveFirstApiKey =
  (db: Db): ApiKeyStore['saveFirstApiKey'] =>
  (key) =>
    transact(db, async (trx) => {
      // One at a time: of two processes that start at once both would find none.
      await sql`select pg_advisory_xact_lock(hashtext('concord.api_key'))`.execute(trx);
      const known = await trx.selectFrom('concord.api_key').select('id').executeTakeFirst();
      if (known !== undefined) return false;
      await trx.insertInto('concord.api_key').values(toRow(key)).execute();
      return true;
    });

/** API keys, oldest first. */
export const createApiKeys = (db: Db): ApiKeyStore => ({
  listApiKeys: async () => {
    const all = db.selectFrom('concord.api_key').selectAll();
    return (await all.orderBy('created_at').orderBy('id').execute()).map(toApiKey);
  },
  saveApiKey: async (key) => {
    const { id, ...values } = toRow(key);
    await db
      .insertInto('concord.api_key')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
  },
  saveFirstApiKey: saveFirstApiKey(db),
  changeApiKey: async (id, { lastUsedAt, revokedAt }) => {
    const set = {
      ...(lastUsedAt !== undefined && { last_used_at: lastUsedAt }),
      ...(revokedAt !== undefined && { revoked_at: revokedAt }),
    };
    if (Object.keys(set).length === 0) return;
    await db.updateTable('concord.api_key').set(set).where('id', '=', id).execute();
  },
});
