import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a search looks in, and an index that counts outcomes by kind without reading them. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table concord.outcome add column search text collate "C" not null default ''`.execute(db);
  // JSON may hold characters that text cannot; such an outcome is found once it is tried again.
  await sql`
    update concord.outcome set search = lower(concat_ws(E'\\n',
      body->'failure'->>'message', body->'failure'->>'code', body->'failure'->>'field',
      body->>'crmId'))
    where body::text not like '%\\\\u%'`.execute(db);
  await sql`drop index concord.outcome_connection_id_status_crm_object_reason_idx`.execute(db);
  await sql`
    create index outcome_kind on concord.outcome
      (connection_id, status, crm_object, reason, class, object)`.execute(db);
};
