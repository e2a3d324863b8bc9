import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is queued is looked up every few seconds; past runs become many and are not looked at. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index run_queued on concord.run (connection_id, kind, queued_at, id)
    where state = 'queued'`.execute(db);
};
