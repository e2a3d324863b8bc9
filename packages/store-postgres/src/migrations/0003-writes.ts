import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is to be written, what was decided, and what came of it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.write_request (
      id text collate "C" primary key,
      connection_id text collate "C" not null,
      object text collate "C" not null,
      record_id text collate "C" not null,
      seq integer not null,
      state text not null,
      waiting_for text,
      due_at text collate "C" not null,
      attempt integer not null,
      created_at text collate "C" not null,
      defaults json not null,
      trigger json not null
    )`.execute(db);
  await sql`
    create unique index write_request_open on concord.write_request (connection_id, record_id)
    where state <> 'done'`.execute(db);
  await sql`
    create index write_request_due on concord.write_request (connection_id, object, due_at, id)
    where state in ('pending', 'waiting')`.execute(db);
  await sql`
    create table concord.plan (
      id text collate "C" primary key,
      request_id text collate "C" not null,
      connection_id text collate "C" not null,
      phase text not null,
      planned_at text collate "C" not null,
      sent_at text,
      body json not null
    )`.execute(db);
  await sql`
    create unique index plan_open on concord.plan (request_id)
    where phase <> 'done'`.execute(db);
  await sql`
    create index plan_recovery on concord.plan (connection_id, planned_at, id)
    where phase <> 'done'`.execute(db);
  await sql`
    create table concord.outcome (
      id text collate "C" primary key,
      connection_id text collate "C" not null,
      crm_object text collate "C" not null,
      direction text not null,
      status text collate "C" not null,
      reason text collate "C",
      class text,
      record_id text collate "C",
      run_id text collate "C",
      at text collate "C" not null,
      body json not null
    )`.execute(db);
  await sql`create index on concord.outcome (at, id)`.execute(db);
  await sql`create index on concord.outcome (connection_id, at, id)`.execute(db);
  await sql`
    create index on concord.outcome (connection_id, status, crm_object, reason)`.execute(db);
  await sql`
    create index on concord.outcome (record_id, at, id)
    where record_id is not null`.execute(db);
  await sql`
    create index on concord.outcome (run_id, at, id)
    where run_id is not null`.execute(db);
  await sql`
    create table concord.run (
      id text collate "C" primary key,
      connection_id text collate "C" not null,
      kind text not null,
      state text not null,
      queued_at text collate "C" not null,
      counts jsonb not null,
      body json not null
    )`.execute(db);
  await sql`create index on concord.run (queued_at, id)`.execute(db);
  await sql`create index on concord.run (connection_id, queued_at, id)`.execute(db);
};
