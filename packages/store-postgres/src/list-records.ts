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
import { beginsWith, contains } from './text-column.ts';

/** How a text is looked for in keys. */
type KeyMatch = (column: RawBuilder<unknown>) => RawBuilder<unknown>;

type RecordQuery = Omit<Parameters<ReportStore['listRecords']>[0], 'search'> & {
  /** `null` where no text is looked for. */
  readonly matches: KeyMatch | null;
};

/** Records that are looked at one by one before the open opportunities are followed instead. */
const openWindow = 5_000;
/** Records that are looked at one by one before all keys are looked through. */
const containingWindow = 20_000;
/** Keys that are so few that the records of all of them are sorted. */
const fewKeys = 2_000;

const ofParty = (partyId: string): RawBuilder<unknown> =>
  sql`r.id in ${relatedTo(sql`${partyId}::text`)}`;

const linkedTo = (crmObject: string): RawBuilder<unknown> => sql`exists (
  select from concord.link l
  where l.record_id = r.id and l.crm_object = ${crmObject}
)`;

const whetherOpen = (isOpen: boolean): RawBuilder<unknown> =>
  sql`r.id in (select one.id from concord.opportunity one where one.is_open = ${isOpen})`;

const narrowed = (query: RecordQuery) => {
  const { object, after, matches, companyId, personId, crmObject, partyIds = [], isOpen } = query;
  const isClosed = query.hasOpenOpportunity === false;
  return every([
    sql`r.object = ${object}`,
    after !== null && sql`r.id > ${after}`,
    matches !== null && matches(sql`r.key`),
    companyId !== undefined && sql`r.company_id = ${companyId}`,
    personId !== undefined && sql`r.person_id = ${personId}`,
    crmObject !== undefined && linkedTo(crmObject),
    ...partyIds.map(ofParty),
    isOpen !== undefined && whetherOpen(isOpen),
    isClosed && sql`not ${hasOpen(sql`r.id`)}`,
  ]);
};

const select = async (db: Db, from: RawBuilder<unknown>, count: number) => {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${from} order by r.id limit ${count}`.execute(db);
  return rows.map(unpackRecord);
};

const nextRecords = (query: RecordQuery, windowSize: number): RawBuilder<unknown> => sql`(
  select * from concord.platform_record r where ${narrowed(query)}
  order by r.id limit ${windowSize}
)`;

/** Whether the next records are all that follow. */
const areAll = async (db: Db, query: RecordQuery, windowSize: number): Promise<boolean> => {
  const { rows } = await sql<{ seen: number }>`
    select count(*)::integer as seen from ${nextRecords(query, windowSize)} r`.execute(db);
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
  const nearby = sql`${nextRecords(query, openWindow)} r where ${hasOpen(sql`r.id`)}`;
  const found = await select(db, nearby, count);
  if (found.length === count || (await areAll(db, query, openWindow))) return found;
  return select(db, partiesOfOpen(query), count);
};

const keys = sql`concord.platform_key k`;

const ownKeys = sql`${keys}
  join concord.platform_record r on r.object = k.object and r.id = k.record_id and r.key = k.key`;

/** Records whose keys match, found by the keys, which are far smaller than the records. */
const keyed = (query: RecordQuery, matches: KeyMatch): RawBuilder<unknown> => sql`
  ${ownKeys} where k.object = ${query.object} and ${matches(sql`k.key`)} and ${narrowed(query)}`;

/** Records with a text somewhere in their key: among the next ones, else among all. */
const selectContaining = async (
  db: Db,
  { query, matches, count }: { query: RecordQuery; matches: KeyMatch; count: number },
): Promise<PlatformRecord[]> => {
  const others = { ...query, matches: null };
  const nearby = sql`${nextRecords(others, containingWindow)} r where ${matches(sql`r.key`)}`;
  const found = await select(db, nearby, count);
  if (found.length === count || (await areAll(db, others, containingWindow))) return found;
  return select(db, keyed(query, matches), count);
};

/** Whether any record's key begins with a text, and whether many keys do. */
const lookAtKeys = async (db: Db, object: string, begins: KeyMatch) => {
  const where = sql`k.object = ${object} and ${begins(sql`k.key`)}`;
  const { rows } = await sql<{ any: boolean; count: number }>`
    select exists (select from ${ownKeys} where ${where}) as any,
      (select count(*)::integer from (
        select from ${keys} where ${where} limit ${fewKeys + 1}
      ) begun) as count`.execute(db);
  return { isAny: rows[0]?.any === true, areMany: (rows[0]?.count ?? 0) > fewKeys };
};

/** By the beginning of the key where any key begins with the text, else by any part. */
const selectKeyed = async (
  db: Db,
  { query, search, count }: { query: RecordQuery; search: string; count: number },
): Promise<PlatformRecord[]> => {
  const begins: KeyMatch = (column) => beginsWith(column, search);
  const { isAny, areMany } = await lookAtKeys(db, query.object, begins);
  const matches: KeyMatch = isAny ? begins : (column) => contains(column, search);
  const meant = { ...query, matches };
  if (query.hasOpenOpportunity === true) return selectOpen(db, meant, count);
  if (!isAny) return selectContaining(db, { query: meant, matches, count });
  return select(db, areMany ? allOf(meant) : keyed(meant, matches), count);
};

const allOf = (query: RecordQuery): RawBuilder<unknown> =>
  sql`concord.platform_record r where ${narrowed(query)}`;

/** Records of one object by id. */
export const listRecords =
  (db: Db): ReportStore['listRecords'] =>
  async ({ search = '', ...asked }) => {
    const { first } = asked;
    const count = first + 1;
    const query = { ...asked, matches: null };
    const find = () => {
      if (search !== '') return selectKeyed(db, { query, search, count });
      if (asked.hasOpenOpportunity === true) return selectOpen(db, query, count);
      return select(db, allOf(query), count);
    };
    return toListPage(await find(), first, (record) => record.id);
  };
