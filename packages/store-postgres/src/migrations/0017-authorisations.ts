import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const named = sql`nullif(current_setting('app.workspace', true), '')`;

/** Whoever is at a CRM's own pages to let us in, and what they come back to. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table concord.authorisation (
      workspace text collate "C" not null default ${named},
      state_hash text collate "C" not null,
      caller text collate "C" not null,
      sealed text not null,
      expires_at text collate "C" not null,
      primary key (workspace, state_hash)
    )`.execute(db);
  await sql`
    alter table concord.authorisation
      enable row level security, force row level security`.execute(db);
  await sql`
    create policy workspace on concord.authorisation
    using (workspace = (select ${named})) with check (workspace = (select ${named}))`.execute(db);
};
