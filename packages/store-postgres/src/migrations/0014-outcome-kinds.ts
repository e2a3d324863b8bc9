import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Db = Kysely<unknown>;

/**
 * How many outcomes there are of each kind: what they share, with the words of the failure. Lists,
 * counts and searches ask it instead of reading every outcome.
 */
export const up = async (db: Db): Promise<void> => {
  await apart(db);
  await addKind(db);
  await addTable(db);
  await count(db);
  await countFromNow(db);
};

/**
 * Words alone are what outcomes have in common, so that the CRM id gets a column of its own. The
 * owner of the table sees the rows of all workspaces as long as its policies are not forced.
 */
const apart = async (db: Db): Promise<void> => {
  await sql`alter table concord.outcome no force row level security`.execute(db);
  await sql`
    alter table concord.outcome add column crm_id text collate "C" not null default ''`.execute(db);
  // JSON may hold characters that text cannot; such an outcome keeps its id among its words.
  await sql`
    update concord.outcome set crm_id = lower(coalesce(body->>'crmId', '')),
      search = lower(concat_ws(E'\\n',
        body->'failure'->>'message', body->'failure'->>'code', body->'failure'->>'field'))
    where body::text not like '%\\\\u%'`.execute(db);
};

const parts = ['connection_id', 'object', 'crm_object', 'status', 'reason', 'class', 'search'];

/** Told apart by a hash: words may be longer than an index takes. */
const addKind = async (db: Db): Promise<void> => {
  const text = parts.map((part) => `coalesce(${part}, '')`).join(' || chr(31) || ');
  await sql`
    alter table concord.outcome
      add column kind text collate "C" generated always as (md5(${sql.raw(text)})) stored`.execute(
    db,
  );
  await sql`create index outcome_of_kind on concord.outcome (kind, at, id)`.execute(db);
  await sql`
    create index outcome_crm_id on concord.outcome (workspace, crm_id)
    where crm_id <> ''`.execute(db);
  await sql`drop index concord.outcome_kind`.execute(db);
};

const addTable = async (db: Db): Promise<void> => {
  await sql`
    create table concord.outcome_kind (
      workspace text collate "C" not null default nullif(current_setting('app.workspace', true), ''),
      kind text collate "C" not null,
      connection_id text collate "C" not null,
      object text,
      crm_object text collate "C" not null,
      status text collate "C" not null,
      reason text collate "C",
      class text,
      search text collate "C" not null,
      count integer not null,
      primary key (workspace, kind)
    )`.execute(db);
  const current = sql`(select nullif(current_setting('app.workspace', true), ''))`;
  await sql`
    create policy workspace on concord.outcome_kind
    using (workspace = ${current}) with check (workspace = ${current})`.execute(db);
};

const columnNames = `workspace, kind, ${parts.join(', ')}`;
const columns = sql.raw(columnNames);

const count = async (db: Db): Promise<void> => {
  await sql`
    insert into concord.outcome_kind (${columns}, count)
    select ${columns}, count(*) from concord.outcome group by ${columns}`.execute(db);
  await sql`alter table concord.outcome force row level security`.execute(db);
  await sql`
    alter table concord.outcome_kind enable row level security, force row level security`.execute(
    db,
  );
};

/**
 * By the database itself, whoever stores or removes outcomes. Kinds in one order everywhere, so that
 * two transactions seldom wait for each other.
 */
const countFromNow = async (db: Db): Promise<void> => {
  await sql`
    create function concord.count_outcomes() returns trigger language plpgsql as ${sql.lit(`begin
      if tg_op <> 'DELETE' then
        insert into concord.outcome_kind as known (${columnNames}, count)
        select ${columnNames}, count(*) from added group by ${columnNames} order by kind
        on conflict (workspace, kind) do update set count = known.count + excluded.count;
      end if;
      if tg_op <> 'INSERT' then
        update concord.outcome_kind known set count = known.count - fewer.count
        from (select workspace, kind, count(*) from gone group by workspace, kind) fewer
        where known.workspace = fewer.workspace and known.kind = fewer.kind;
        delete from concord.outcome_kind known using gone
        where known.workspace = gone.workspace and known.kind = gone.kind and known.count = 0;
      end if;
      return null;
    end`)}`.execute(db);
  const whole = { insert: 'new table as added', delete: 'old table as gone' };
  const both = `${whole.delete} ${whole.insert}`;
  for (const [event, tables] of Object.entries({ ...whole, update: both })) {
    await sql`
      create trigger ${sql.raw(`outcome_${event}`)} after ${sql.raw(event)} on concord.outcome
      referencing ${sql.raw(tables)}
      for each statement execute function concord.count_outcomes()`.execute(db);
  }
};
