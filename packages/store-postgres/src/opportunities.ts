import { closeDateOf, isOpenOpportunity } from '@concord/core/platform';
import type { PlatformRecord } from '@concord/core/platform';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';

/** Notes of the opportunities among the records what questions about them ask for. */
export const saveOpportunities = async (
  trx: Db,
  records: readonly PlatformRecord[],
): Promise<void> => {
  const saved = records.filter((record) => record.object === 'opportunity');
  if (saved.length === 0) return;
  await sql`
    insert into concord.opportunity (id, is_open, close_date)
    select * from unnest(
      ${texts(saved.map((record) => record.id))},
      ${saved.map(isOpenOpportunity)}::boolean[],
      ${texts(saved.map(closeDateOf))}
    )
    on conflict (id) do update
    set is_open = excluded.is_open, close_date = excluded.close_date`.execute(trx);
};

/** Forgets the opportunities among records that are no more. */
export const forgetOpportunities = async (trx: Db, ids: readonly string[]): Promise<void> => {
  await sql`delete from concord.opportunity where id = any(${texts(ids)})`.execute(trx);
};

/**
 * The platform records that `recordId`, a column, is related to in any CRM, as rows of one `id`:
 * its links, the relations of their records, the links of the other ends. One look into an index
 * for each step, whatever the planner believes.
 */
export const relatedTo = (recordId: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select theirs.id from (
    select one.connection_id, one.crm_object, one.crm_id from concord.link one
    where one.record_id = ${recordId} offset 0
  ) mine cross join lateral (
    select one.connection_id, one.other_object, one.other_id from concord.relation one
    where one.connection_id = mine.connection_id and one.crm_object = mine.crm_object
      and one.crm_id = mine.crm_id
    offset 0
  ) tie cross join lateral (
    select one.record_id as id from concord.link one
    where one.connection_id = tie.connection_id and one.crm_object = tie.other_object
      and one.crm_id = tie.other_id
    offset 0
  ) theirs
)`;

/** Whether the company or person of a column has an open opportunity in any CRM (R-OPP-3). */
export const hasOpen = (recordId: RawBuilder<unknown>): RawBuilder<unknown> => sql`exists (
  select from ${relatedTo(recordId)} related cross join lateral (
    select from concord.opportunity one where one.id = related.id and one.is_open offset 0
  ) open
)`;
