import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The list of errors asks for a status: a sync that goes on writes thousands of others before it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index outcome_status on concord.outcome (connection_id, status, at, id)`.execute(db);
};
