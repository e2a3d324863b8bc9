import { sql } from 'kysely';
import type { Kysely } from 'kysely';

type Db = Kysely<unknown>;

/**
 * Gives every row a workspace, and lets only those of the workspace that a transaction names be
 * seen or changed. What is there already belongs to the workspace `default`.
 *
 * A later step that changes rows must name each workspace in turn: without one it sees none, unless
 * its user passes over row-level security.
 */
export const up = async (db: Db): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'concord' and tablename not like 'migration%'`.execute(db);
  for (const { name } of rows) await separate(db, name);
  await widenKeys(db);
  await leadIndexes(db);
};

/** `null` where none is named: a setting that was local to a transaction is empty after it. */
const named = sql`nullif(current_setting('app.workspace', true), '')`;
/** Asked once a query: by itself it would be asked for each row. */
const current = sql`(select ${named})`;

const separate = async (db: Db, name: string): Promise<void> => {
  const table = sql.table(`concord.${name}`);
  await sql`
    alter table ${table} add column workspace text collate "C" not null default 'default'`.execute(
    db,
  );
  // Without a workspace an insert fails.
  await sql`
    alter table ${table} alter column workspace set default ${named},
      enable row level security, force row level security`.execute(db);
  await sql`
    create policy workspace on ${table}
    using (workspace = ${current}) with check (workspace = ${current})`.execute(db);
};

/** What two workspaces may both hold: the key of a record, and what is known of a domain. */
const widenKeys = async (db: Db): Promise<void> => {
  await sql`
    alter table concord.platform_key drop constraint platform_key_pkey,
      add primary key (key, object, workspace)`.execute(db);
  await sql`
    alter table concord.redirect drop constraint redirect_pkey,
      add primary key (domain, workspace)`.execute(db);
};

/** Lists of a workspace, which other workspaces' rows must not make slow. */
const leadIndexes = async (db: Db): Promise<void> => {
  await sql`
    alter table concord.platform_record drop constraint platform_record_pkey,
      add primary key (workspace, object, id)`.execute(db);
  await sql`drop index concord.outcome_at_id_idx`.execute(db);
  await sql`create index on concord.outcome (workspace, at, id)`.execute(db);
  await sql`drop index concord.run_queued_at_id_idx`.execute(db);
  await sql`create index on concord.run (workspace, queued_at, id)`.execute(db);
};
