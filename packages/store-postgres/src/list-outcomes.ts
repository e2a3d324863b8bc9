import type { Outcome, OutcomeFilter, ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { every } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { beforeCursor, toListPage } from './list-page.ts';
import { fits, names, says, shares } from './outcomes.ts';
import type { Db } from './tables.ts';

type OutcomeQuery = Parameters<ReportStore['listOutcomes']>[0];

/** Outcomes that are looked at one by one before their kinds are. */
const windowSize = 2_000;

const cursorOf = (outcome: Outcome): string => `${outcome.at} ${outcome.id}`;

const following = ({ after }: OutcomeQuery): Condition =>
  after !== null && beforeCursor('at', after);

const newest = sql`order by at desc, id desc`;

const select = async (db: Db, from: RawBuilder<unknown>, count: number): Promise<Outcome[]> => {
  const { rows } = await sql<{ body: Outcome }>`
    select body from ${from} ${newest} limit ${count}`.execute(db);
  return rows.map((row) => row.body);
};

/** The newest that follow, of one connection where one is asked for, whatever else is. */
const nearby = (query: OutcomeQuery): RawBuilder<unknown> => {
  const { connectionId } = query.filter;
  const ofConnection = connectionId !== undefined && sql`connection_id = ${connectionId}`;
  return sql`(
    select * from concord.outcome where ${every([ofConnection, following(query)])}
    ${newest} limit ${windowSize}
  )`;
};

const areAll = async (db: Db, query: OutcomeQuery): Promise<boolean> => {
  const { rows } = await sql<{ seen: number }>`
    select count(*)::integer as seen from ${nearby(query)} one`.execute(db);
  return rows[0] !== undefined && rows[0].seen < windowSize;
};

/** The newest of each kind that fits. */
const ofKinds = (query: OutcomeQuery, count: number): RawBuilder<unknown> => {
  const { search } = query.filter;
  return sql`
    select found.id, found.at from concord.outcome_kind c cross join lateral (
      select one.id, one.at from concord.outcome one
      where one.kind = c.kind and ${following(query) || sql`true`}
      ${newest} limit ${count}
    ) found
    where ${every([...shares(query.filter), search !== undefined && says(search)])}`;
};

/** Those about the record that a search names. */
const ofNamed = (query: OutcomeQuery, search: string): RawBuilder<unknown> => sql`
  union select c.id, c.at from concord.outcome c
  where ${every([...shares(query.filter), names(search), following(query)])}`;

const chosenFrom = (some: RawBuilder<unknown>, count: number): RawBuilder<unknown> => sql`(
  select full_one.* from (
    select id, at from (${some}) either ${newest} limit ${count}
  ) chosen join concord.outcome full_one on full_one.id = chosen.id
) listed`;

const fromKinds = (query: OutcomeQuery, count: number): RawBuilder<unknown> => {
  const { search } = query.filter;
  const named = search === undefined ? sql`` : ofNamed(query, search);
  return chosenFrom(sql`${ofKinds(query, count)} ${named}`, count);
};

/** The newest of each connection and status that fit: a few, however many words outcomes have. */
const fromStatuses = (query: OutcomeQuery, count: number): RawBuilder<unknown> =>
  chosenFrom(
    sql`
      select found.id, found.at from (
        select distinct c.connection_id, c.status from concord.outcome_kind c
        where ${every(shares(query.filter))}
      ) fitting cross join lateral (
        select one.id, one.at from concord.outcome one
        where one.connection_id = fitting.connection_id and one.status = fitting.status
          and ${following(query) || sql`true`}
        ${newest} limit ${count}
      ) found`,
    count,
  );

/** Whether a filter is about statuses, and about nothing else but a connection: the list of errors. */
const isByStatus = (filter: OutcomeFilter): boolean => {
  const narrowed = new Set(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  narrowed.delete('connectionId');
  return narrowed.size === 1 && narrowed.has('statuses');
};

/** Whether few may fit, so that walking through all would take long. */
const mayBeFew = (filter: OutcomeFilter): boolean => {
  if (filter.recordId !== undefined || filter.runId !== undefined) return false;
  return Object.keys(filter).some((name) => name !== 'connectionId');
};

/**
 * Outcomes, newest first. Where many fit the newest hold a page of them; where few do, they are of
 * few kinds, each of which is looked up.
 */
export const listOutcomes =
  (db: Db): ReportStore['listOutcomes'] =>
  async (query) => {
    const { first, filter } = query;
    const count = first + 1;
    const toPage = (found: readonly Outcome[]) => toListPage(found, first, cursorOf);
    const conditions = every(fits(filter));
    if (!mayBeFew(filter)) {
      const where = every([...fits(filter), following(query)]);
      return toPage(await select(db, sql`concord.outcome c where ${where}`, count));
    }
    if (isByStatus(filter)) return toPage(await select(db, fromStatuses(query, count), count));
    const found = await select(db, sql`${nearby(query)} c where ${conditions}`, count);
    if (found.length === count || (await areAll(db, query))) return toPage(found);
    return toPage(await select(db, fromKinds(query, count), count));
  };
