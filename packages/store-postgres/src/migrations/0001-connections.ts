import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Connections with their credentials, mappings, leases and API keys. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.connection (
      id text collate "C" primary key,
      crm text collate "C" not null,
      account_id text collate "C" not null,
      created_at text collate "C" not null,
      body json not null,
      schema json not null,
      unique (crm, account_id)
    )`.execute(db);
  await sql`
    create table concord.credentials (
      connection_id text collate "C" primary key,
      sealed text not null
    )`.execute(db);
  await sql`
    create table concord.field_mapping (
      position integer generated always as identity primary key,
      connection_id text collate "C" not null,
      object text collate "C" not null,
      crm_object text collate "C" not null,
      body json not null
    )`.execute(db);
  await sql`create index on concord.field_mapping (connection_id, object)`.execute(db);
  await sql`
    create table concord.lease (
      resource text collate "C" primary key,
      mode text not null,
      holder text not null,
      epoch integer not null,
      since text collate "C" not null,
      until text collate "C" not null,
      released boolean not null
    )`.execute(db);
  await sql`
    create table concord.api_key (
      id text collate "C" primary key,
      name text not null,
      hash text not null,
      created_at text collate "C" not null
    )`.execute(db);
};
