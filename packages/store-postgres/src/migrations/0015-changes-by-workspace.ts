import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Changes are followed, counted and removed by workspace: a busy one costs the others nothing. The
 * last removed one stays as a mark of the kind `removed`.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create index change_of_workspace on concord.change (workspace, xid, seq)`.execute(db);
  await sql`drop index concord.change_xid_seq_idx`.execute(db);
  await sql`
    create index change_removed on concord.change (workspace, xid, seq)
    where kind = 'removed'`.execute(db);
};
