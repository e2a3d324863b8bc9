import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is known of records on both sides, and which belong together. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.platform_record (
      id text collate "C" not null,
      object text collate "C" not null,
      key text collate "C" not null,
      company_id text collate "C",
      version integer not null,
      body text not null,
      primary key (object, id)
    )`.execute(db);
  await sql`
    create index on concord.platform_record (company_id, id)
    where company_id is not null`.execute(db);
  await sql`
    create table concord.platform_key (
      object text collate "C" not null,
      key text collate "C" not null,
      record_id text collate "C" not null,
      primary key (object, key)
    )`.execute(db);
  await sql`
    create table concord.mirror (
      connection_id text collate "C" not null,
      crm_object text collate "C" not null,
      crm_id text collate "C" not null,
      modified_at text collate "C" not null,
      revision text,
      removed boolean not null,
      merged_into text,
      keys text not null,
      fields text not null,
      primary key (connection_id, crm_object, crm_id)
    )`.execute(db);
  await sql`
    create table concord.mirror_key (
      connection_id text collate "C" not null,
      kind text collate "C" not null,
      value text collate "C" not null,
      crm_object text collate "C" not null,
      crm_id text collate "C" not null,
      primary key (connection_id, kind, value, crm_object, crm_id)
    )`.execute(db);
  await sql`
    create table concord.mirror_count (
      connection_id text collate "C" not null,
      crm_object text collate "C" not null,
      live integer not null,
      primary key (connection_id, crm_object)
    )`.execute(db);
  await sql`
    create table concord.link (
      connection_id text collate "C" not null,
      crm_object text collate "C" not null,
      crm_id text collate "C" not null,
      record_id text collate "C" not null,
      created_by_us boolean not null,
      primary key (connection_id, crm_object, crm_id),
      unique (record_id, connection_id, crm_object)
    )`.execute(db);
  await sql`
    create table concord.checkpoint (
      connection_id text collate "C" not null,
      crm_object text collate "C" not null,
      cursor text not null,
      saved_at text not null,
      caught_up_at text,
      primary key (connection_id, crm_object)
    )`.execute(db);
  await sql`
    create table concord.redirect (
      domain text collate "C" primary key,
      target text collate "C" not null,
      checked_at text not null
    )`.execute(db);
  await sql`create index on concord.redirect (target)`.execute(db);
};
