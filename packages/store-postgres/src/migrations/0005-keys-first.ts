import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Lets every key begin with what tells rows apart. Only then is a page looked up in one pass: before
 * PostgreSQL 17 an array further back may be held against every row that shares the columns before.
 * The mirror of one object is still read in the order of its ids, passing over others' rows.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table concord.platform_key drop constraint platform_key_pkey,
      add primary key (key, object)`.execute(db);
  await sql`
    alter table concord.mirror drop constraint mirror_pkey,
      add primary key (crm_id, connection_id, crm_object)`.execute(db);
  await sql`
    alter table concord.mirror_key drop constraint mirror_key_pkey,
      add primary key (value, kind, connection_id, crm_object, crm_id)`.execute(db);
  await sql`
    alter table concord.link drop constraint link_pkey,
      add primary key (crm_id, connection_id, crm_object)`.execute(db);
};
