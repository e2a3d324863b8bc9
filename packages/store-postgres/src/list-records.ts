import type { PlatformRecord } from '@concord/core/platform';
import type { ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { every } from './conditions.ts';
import { toListPage } from './list-page.ts';
import { hasOpen, relatedTo } from './opportunities.ts';
import { recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import type { Db } from './tables.ts';
import { toColumn } from './text-column.ts';

type RecordQuery = Parameters<ReportStore['listRecords']>[0];

/** Records that are looked at one by one before the open opportunities are followed instead. */
const windowSize = 5_000;

const narrowed = ({ object, after, search = '', companyId, personId }: RecordQuery) =>
  every([
    sql`r.object = ${object}`,
    after !== null && sql`r.id > ${after}`,
    search !== '' && sql`strpos(r.key, ${toColumn(search)}) > 0`,
    companyId !== undefined && sql`r.company_id = ${companyId}`,
    personId !== undefined && sql`r.person_id = ${personId}`,
  ]);

const select = async (db: Db, from: RawBuilder<unknown>, count: number) => {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${from} order by r.id limit ${count}`.execute(db);
  return rows.map(unpackRecord);
};

/**
 * Records with an open opportunity. Where many have one the next records hold a page of them; where
 * few do, the opportunities are few.
 */
const selectOpen = async (db: Db, query: RecordQuery, count: number): Promise<PlatformRecord[]> => {
  const nearby = sql`(
    select * from concord.platform_record r where ${narrowed(query)}
    order by r.id limit ${windowSize}
  ) r where ${hasOpen(sql`r.id`)}`;
  const found = await select(db, nearby, count);
  if (found.length === count) return found;
  const parties = sql`(
    select distinct related.id
    from (select id from concord.opportunity where is_open offset 0) opened
    cross join lateral ${relatedTo(sql`opened.id`)} related
    offset 0
  ) party cross join lateral (
    select * from concord.platform_record r
    where ${narrowed(query)} and r.id = party.id
    offset 0
  ) r`;
  return select(db, parties, count);
};

/** Records of one object by id. */
export const listRecords =
  (db: Db): ReportStore['listRecords'] =>
  async (query) => {
    const { first, hasOpenOpportunity: open } = query;
    const count = first + 1;
    const closed = open === false && sql`not ${hasOpen(sql`r.id`)}`;
    const all = sql`concord.platform_record r where ${every([narrowed(query), closed])}`;
    const found = await (open === true ? selectOpen(db, query, count) : select(db, all, count));
    return toListPage(found, first, (record) => record.id);
  };
