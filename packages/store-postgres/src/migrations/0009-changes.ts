import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What was committed, by ids. Numbers of a sequence are given before the commit, so that a later
 * one may be committed first: readers stop before the oldest transaction under way instead.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.change (
      seq bigint generated always as identity primary key,
      xid bigint not null default pg_current_xact_id()::text::bigint,
      kind text not null,
      connection_id text collate "C",
      object text collate "C",
      is_removal boolean not null,
      ids text[] not null
    )`.execute(db);
  await sql`create index on concord.change (xid, seq)`.execute(db);
};
