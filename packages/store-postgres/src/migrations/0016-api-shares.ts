import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const named = sql`nullif(current_setting('app.workspace', true), '')`;

/** What each caller of the API may still ask for, which all processes draw from. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.api_share (
      workspace text collate "C" not null default ${named},
      caller text collate "C" not null,
      remaining double precision not null,
      taken double precision not null,
      at_ms bigint not null,
      primary key (workspace, caller)
    )`.execute(db);
  await sql`
    alter table concord.api_share enable row level security, force row level security`.execute(db);
  await sql`
    create policy workspace on concord.api_share
    using (workspace = (select ${named})) with check (workspace = (select ${named}))`.execute(db);
};
