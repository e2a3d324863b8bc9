import type { PlatformRecord } from '@concord/core/platform';
import type { ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import { hasOpen, relatedTo } from './opportunities.ts';
import { recordsById } from './platform-records.ts';
import type { Db } from './tables.ts';

/** A record, and one that it is related to. */
interface Pair {
  readonly of: string;
  readonly id: string;
}

/** The records of each pair's second, in the order of the pairs, by their first. */
const groupRecords = async (
  db: Db,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, readonly PlatformRecord[]>> => {
  const found = await recordsById(db, [...new Set(pairs.map((pair) => pair.id))]);
  const records = new Map(found.map((record) => [record.id, record]));
  const groups = Map.groupBy(pairs, (pair) => pair.of);
  return new Map(
    [...groups].map(([of, group]) => [of, group.flatMap(({ id }) => records.get(id) ?? [])]),
  );
};

const haveOpenOpportunity =
  (db: Db): ReportStore['haveOpenOpportunity'] =>
  async (recordIds) => {
    if (recordIds.length === 0) return new Set();
    const { rows } = await sql<{ value: string }>`
      select asked.value from ${askedFor(recordIds)}
      where ${hasOpen(sql`asked.value`)}`.execute(db);
    return new Set(rows.map((row) => row.value));
  };

const opportunitiesOf =
  (db: Db): ReportStore['opportunitiesOf'] =>
  async (recordIds, perRecord) => {
    if (recordIds.length === 0) return new Map();
    const { rows } = await sql<Pair>`
      select asked.value as of, newest.id from ${askedFor(recordIds)} cross join lateral (
        select distinct o.close_date, o.id
        from ${relatedTo(sql`asked.value`)} related cross join lateral (
          select * from concord.opportunity one where one.id = related.id offset 0
        ) o
        order by o.close_date desc, o.id limit ${perRecord}
      ) newest
      order by asked.value, newest.close_date desc, newest.id`.execute(db);
    return groupRecords(db, rows);
  };

const partiesOf =
  (db: Db): ReportStore['partiesOf'] =>
  async (opportunityIds) => {
    if (opportunityIds.length === 0) return new Map();
    const { rows } = await sql<Pair>`
      select distinct asked.value as of, related.id from ${askedFor(opportunityIds)}
      cross join lateral ${relatedTo(sql`asked.value`)} related
      cross join lateral (
        select from concord.platform_record one
        where one.object = any('{company,person}') and one.id = related.id
        offset 0
      ) party
      order by asked.value, related.id`.execute(db);
    return groupRecords(db, rows);
  };

/** Which opportunities are whose. */
export const createOpportunityReports = (
  db: Db,
): Pick<ReportStore, 'haveOpenOpportunity' | 'opportunitiesOf' | 'partiesOf'> => ({
  haveOpenOpportunity: haveOpenOpportunity(db),
  opportunitiesOf: opportunitiesOf(db),
  partiesOf: partiesOf(db),
});
