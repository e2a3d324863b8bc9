import { defaultSettings } from '@concord/core/platform';
import type { Connection } from '@concord/core/platform';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Db = Kysely<unknown>;

/** Emails and tasks of people, opportunities, and who belongs to which. */
export const up = async (db: Db): Promise<void> => {
  await addTables(db);
  await addColumns(db);
  await nameObjects(db);
  await completeConnections(db);
  // A body is an object's text as it was written, so that its first member can be put in front.
  await sql`
    update concord.run
    set body = ('{"position":null,"fields":null,' || substr(body::text, 2))::json`.execute(db);
  await sql`
    update concord.plan set body = ('{"links":[],' || substr(body::text, 2))::json
    where phase <> 'done'`.execute(db);
};

const addTables = async (db: Db): Promise<void> => {
  // Each relation stands twice, once from either end.
  await sql`
    create table concord.relation (
      connection_id text collate "C" not null,
      source_object text collate "C" not null,
      source_id text collate "C" not null,
      crm_object text collate "C" not null,
      crm_id text collate "C" not null,
      other_object text collate "C" not null,
      other_id text collate "C" not null,
      primary key (connection_id, source_object, source_id, crm_object, crm_id, other_object,
        other_id)
    )`.execute(db);
  await sql`
    create index relation_end on concord.relation
      (connection_id, crm_object, crm_id, other_object, other_id)`.execute(db);
  await sql`
    create table concord.opportunity (
      id text collate "C" primary key,
      is_open boolean not null,
      close_date text collate "C" not null
    )`.execute(db);
  await sql`
    create index opportunity_open on concord.opportunity (id) where is_open`.execute(db);
};

const addColumns = async (db: Db): Promise<void> => {
  await sql`
    alter table concord.platform_record add column person_id text collate "C"`.execute(db);
  await sql`
    create index on concord.platform_record (person_id, object, id)
    where person_id is not null`.execute(db);
  await sql`alter table concord.link add column written text`.execute(db);
  await sql`alter table concord.mirror add column continues_as text`.execute(db);
  await sql`
    create index write_request_waiting on concord.write_request
      (connection_id, waiting_for, record_id)
    where state = 'waiting'`.execute(db);
};

/** Looks at the text: PostgreSQL refuses to look into JSON in which a NUL is escaped. */
const nameObjects = async (db: Db): Promise<void> => {
  await sql`alter table concord.outcome add column object text`.execute(db);
  await sql`
    update concord.outcome
    set object = substring(body::text from '"object":"(company|person)"')`.execute(db);
};

const completeConnections = async (db: Db): Promise<void> => {
  const { rows } = await sql<{ id: string; body: Connection }>`
    select id, body from concord.connection`.execute(db);
  for (const { id, body } of rows) {
    const settings = { ...defaultSettings, ...body.settings };
    const completed = JSON.stringify({ ...body, settings, lastReconciledAt: null });
    await sql`
      update concord.connection set body = ${completed}::json where id = ${id}`.execute(db);
  }
};
