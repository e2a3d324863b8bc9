import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What requests undo, and whether they write; requests are listed by id. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table concord.write_request
      add column undoes json not null default '[]',
      add column writes boolean not null default true`.execute(db);
  await sql`
    create index write_request_listed on concord.write_request (connection_id, id)
    where state <> 'done'`.execute(db);
};
