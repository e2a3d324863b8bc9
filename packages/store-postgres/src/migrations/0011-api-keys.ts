import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What an API key may do, when it was last used, and since when it opens nothing. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Until here every key opened everything.
  await sql`
    alter table concord.api_key add column role text not null default 'admin',
      add column last_used_at text, add column revoked_at text`.execute(db);
  await sql`alter table concord.api_key alter column role drop default`.execute(db);
};
