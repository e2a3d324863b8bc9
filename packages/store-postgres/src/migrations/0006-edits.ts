import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When people last changed a record, where the CRM itself changed it since. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table concord.mirror add column edited_at text`.execute(db);
};
