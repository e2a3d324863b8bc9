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
import { contains, toColumn } from './text-column.ts';

type RecordQuery = Parameters<ReportStore['listRecords']>[0];

/** Records that are looked at one by one before the open opportunities are followed instead. */
const windowSize = 5_000;

const ofParty = (partyId: string): RawBuilder<unknown> =>
  sql`r.id in ${relatedTo(sql`${toColumn(partyId)}::text`)}`;

const whetherOpen = (isOpen: boolean): RawBuilder<unknown> =>
  sql`r.id in (select one.id from concord.opportunity one where one.is_open = ${isOpen})`;

const narrowed = (query: RecordQuery) => {
  const { object, after, search = '', companyId, personId, partyIds = [], isOpen } = query;
  return every([
    sql`r.object = ${object}`,
    after !== null && sql`r.id > ${after}`,
    search !== '' && contains(sql`r.key`, search),
    companyId !== undefined && sql`r.company_id = ${companyId}`,
    personId !== undefined && sql`r.person_id = ${personId}`,
    ...partyIds.map(ofParty),
    isOpen !== undefined && whetherOpen(isOpen),
  ]);
};

const select = async (db: Db, from: RawBuilder<unknown>, count: number) => {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${from} order by r.id limit ${count}`.execute(db);
  return rows.map(unpackRecord);
};

const nextRecords = (query: RecordQuery): RawBuilder<unknown> => sql`(
  select * from concord.platform_record r where ${narrowed(query)}
  order by r.id limit ${windowSize}
)`;

/** Whether the next records are all that follow. */
const areAll = async (db: Db, query: RecordQuery): Promise<boolean> => {
  const { rows } = await sql<{ seen: number }>`
    select count(*)::integer as seen from ${nextRecords(query)} r`.execute(db);
  return rows[0] !== undefined && rows[0].seen < windowSize;
};

/** The companies and people of all open opportunities. */
const partiesOfOpen = (query: RecordQuery): RawBuilder<unknown> => sql`(
    select distinct related.id
    from (select id from concord.opportunity where is_open offset 0) opened
    cross join lateral ${relatedTo(sql`opened.id`)} related
    where ${query.after === null ? sql`true` : sql`related.id > ${query.after}`}
    offset 0
  ) party cross join lateral (
    select * from concord.platform_record r
    where ${narrowed(query)} and r.id = party.id
    offset 0
  ) r`;

/**
 * Records with an open opportunity. Where many have one the next records hold a page of them; where
 * few do, the opportunities are few.
 */
const selectOpen = async (db: Db, query: RecordQuery, count: number): Promise<PlatformRecord[]> => {
  const nearby = sql`${nextRecords(query)} r where ${hasOpen(sql`r.id`)}`;
  const found = await select(db, nearby, count);
  if (found.length === count || (await areAll(db, query))) return found;
  return select(db, partiesOfOpen(query), count);
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
