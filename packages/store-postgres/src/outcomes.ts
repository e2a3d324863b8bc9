import { catalogue } from '@concord/core/platform';
import { searchTextOf } from '@concord/core/ports';
import type { Outcome, OutcomeFilter } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { noteOutcomes } from './changes.ts';
import type { Condition } from './conditions.ts';
import { jsons, texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { beginsWith, contains } from './text-column.ts';

const columns = sql.raw(
  'id, connection_id, object, crm_object, direction, status, reason, class, record_id, run_id, at, ' +
    'search, crm_id',
);

const pageOf = (outcomes: readonly Outcome[]) => sql`
  rows from (
    unnest(
      ${texts(outcomes.map((one) => one.id))},
      ${texts(outcomes.map((one) => one.connectionId))},
      ${texts(outcomes.map((one) => one.object))},
      ${texts(outcomes.map((one) => one.crmObject))},
      ${texts(outcomes.map((one) => one.direction))},
      ${texts(outcomes.map((one) => one.status))},
      ${texts(outcomes.map((one) => one.reason))},
      ${texts(outcomes.map((one) => one.failure?.class ?? null))},
      ${texts(outcomes.map((one) => one.recordId))},
      ${texts(outcomes.map((one) => one.runId))},
      ${texts(outcomes.map((one) => one.at))},
      ${texts(outcomes.map(searchTextOf))},
      ${texts(outcomes.map((one) => one.crmId?.toLowerCase() ?? ''))}
    ),
    ${jsons(outcomes)}
  ) as page (${columns}, body)`;

/** The last outcome of each id. */
export const lastOutcomes = (outcomes: readonly Outcome[]): Outcome[] => [
  ...new Map(outcomes.map((outcome) => [outcome.id, outcome])).values(),
];

/** Stores outcomes, each of another id, over earlier ones. */
export const insertOutcomes = (outcomes: readonly Outcome[]): RawBuilder<unknown> => sql`
  insert into concord.outcome (${columns}, body)
  select ${columns}, body::json from ${pageOf(outcomes)}
  on conflict (id) do update
  set connection_id = excluded.connection_id, object = excluded.object, crm_object = excluded.crm_object,
    direction = excluded.direction, status = excluded.status, reason = excluded.reason,
    class = excluded.class, record_id = excluded.record_id, run_id = excluded.run_id,
    at = excluded.at, search = excluded.search, crm_id = excluded.crm_id,
    body = excluded.body`;

/** Stores outcomes over earlier ones of the same id; the last of one id counts. */
export const storeOutcomes = async (trx: Db, outcomes: readonly Outcome[]): Promise<void> => {
  if (outcomes.length === 0) return;
  const last = lastOutcomes(outcomes);
  await insertOutcomes(last).execute(trx);
  await noteOutcomes(trx, last);
};

/**
 * Removes what earlier writings of the same records left undone: a later one has taken their place
 * (R-ERR-1).
 */
export const removeOvertaken = (outcomes: readonly Outcome[]): RawBuilder<unknown> => sql`
  delete from concord.outcome older
  using unnest(
    ${texts(outcomes.map((one) => one.connectionId))},
    ${texts(outcomes.map((one) => one.recordId))}
  ) as page (connection_id, record_id)
  where older.record_id = page.record_id and older.connection_id = page.connection_id
    and older.id <> all(${texts(outcomes.map((one) => one.id))}) and older.direction = 'write'
    and older.status in ('skipped', 'failed', 'waiting')`;

/** Removes outcomes of reads that no longer hold. */
export const clearOutcomes = async (trx: Db, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await sql`
    delete from concord.outcome
    where id = any(${texts(ids)}) and direction = 'read'`.execute(trx);
};

/** What a filter asks of the outcome itself, on outcomes called `c`. */
const ofOne = ({ recordId, runId }: OutcomeFilter): Condition[] => [
  recordId !== undefined && sql`c.record_id = ${recordId}`,
  runId !== undefined && sql`c.run_id = ${runId}`,
];

/** What it asks of what outcomes share, on outcomes or their kinds, called `c`. */
export const shares = (filter: OutcomeFilter): Condition[] => [
  filter.object !== undefined && sql`c.object = ${filter.object}`,
  filter.connectionId !== undefined && sql`c.connection_id = ${filter.connectionId}`,
  filter.crmObject !== undefined && sql`c.crm_object = ${filter.crmObject}`,
  filter.statuses !== undefined && sql`c.status = any(${texts([...filter.statuses])})`,
  filter.class !== undefined && sql`c.class = ${filter.class}`,
];

/** Whether the words of an outcome, or of a kind, called `c` contain a text. */
export const says = (text: string): RawBuilder<unknown> =>
  contains(sql`c.search`, text.toLowerCase());

/** Whether an outcome called `c` is about a record of this CRM id or this key. */
export const names = (search: string): RawBuilder<unknown> => {
  const text = search.toLowerCase();
  // Keys are looked up once: the list of owners is short.
  return sql`((c.crm_id <> '' and ${beginsWith(sql`c.crm_id`, text)})
    or c.record_id = any(array(
      select k.record_id from concord.platform_key k
      where k.object = any(${texts(Object.keys(catalogue))}) and k.key = ${text}
    )))`;
};

/** The conditions of a filter, on outcomes called `c`. */
export const fits = (filter: OutcomeFilter): Condition[] => [
  ...shares(filter),
  ...ofOne(filter),
  filter.search !== undefined && sql`(${says(filter.search)} or ${names(filter.search)})`,
];
