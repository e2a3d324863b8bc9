import type { OutcomeCount, OutcomeFilter, ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { every } from './conditions.ts';
import { fits, names, says, shares } from './outcomes.ts';
import type { Db } from './tables.ts';

const columns = sql.raw('c.status, c.class, c.reason, c.crm_object');

/** Whether the filter is about what outcomes share: then their kinds are counted instead. */
const isShared = ({ recordId, runId }: OutcomeFilter): boolean =>
  recordId === undefined && runId === undefined;

const ofKinds = (filter: OutcomeFilter): RawBuilder<unknown> => sql`
  select ${columns}, c.count from concord.outcome_kind c
  where ${every([...shares(filter), filter.search !== undefined && says(filter.search)])}`;

/** Those that a search finds by the record that they are about, and not by their words. */
const ofNamed = (filter: OutcomeFilter, search: string): RawBuilder<unknown> => sql`
  select ${columns}, 1 from concord.outcome c
  where ${every([...shares(filter), names(search), sql`not ${says(search)}`])}`;

const ofOutcomes = (filter: OutcomeFilter): RawBuilder<unknown> => sql`
  select ${columns}, 1 from concord.outcome c where ${every(fits(filter))}`;

/** Rows of outcomes that fit, each with how many it stands for. */
const counted = (filter: OutcomeFilter): RawBuilder<unknown> => {
  const { search } = filter;
  if (!isShared(filter))
    return sql`(${ofOutcomes(filter)}) as c (status, class, reason, crm_object, count)`;
  const named = search === undefined ? sql`` : sql`union all ${ofNamed(filter, search)}`;
  return sql`(${ofKinds(filter)} ${named}) as c (status, class, reason, crm_object, count)`;
};

const countAll =
  (db: Db): ReportStore['countOutcomes'] =>
  async (filter) => {
    const { rows } = await sql<{ count: number }>`
      select coalesce(sum(c.count), 0)::integer as count from ${counted(filter)}`.execute(db);
    return rows[0]?.count ?? 0;
  };

const countByKind =
  (db: Db): ReportStore['countByKind'] =>
  async (filter) => {
    const { rows } = await sql<OutcomeCount>`
      select c.status, c.class, c.reason, sum(c.count)::integer as count from ${counted(filter)}
      group by c.status, c.class, c.reason
      order by count desc, c.status, c.class collate "C" nulls first,
        c.reason nulls first`.execute(db);
    return rows;
  };

const countReasons =
  (db: Db): ReportStore['countReasons'] =>
  async (connectionId) => {
    const { rows } = await sql<{ crm_object: string; reason: string; count: number }>`
      select c.crm_object, c.reason, sum(c.count)::integer as count
      from ${counted({ connectionId, statuses: ['skipped'] })}
      where c.reason is not null
      group by c.crm_object, c.reason order by c.crm_object, c.reason`.execute(db);
    return rows.map(({ crm_object: crmObject, reason, count }) => ({ crmObject, reason, count }));
  };

/** How many outcomes there are, from what is counted as they are stored. */
export const createOutcomeCounts = (
  db: Db,
): Pick<ReportStore, 'countOutcomes' | 'countByKind' | 'countReasons'> => ({
  countOutcomes: countAll(db),
  countByKind: countByKind(db),
  countReasons: countReasons(db),
});
