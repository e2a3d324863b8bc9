import type { Outcome, OutcomeCount, ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { activitiesOf } from './activities-of.ts';
import { every } from './conditions.ts';
import { countObjects } from './count-objects.ts';
import { linksByRecord } from './links.ts';
import { beforeCursor, toListPage } from './list-page.ts';
import { listRecords } from './list-records.ts';
import { createOpportunityReports } from './opportunity-reports.ts';
import { fits } from './outcomes.ts';
import { recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import { recordsById } from './platform-records.ts';
import { toCheckpoint } from './reads.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { toColumn } from './text-column.ts';

const cursorOf = (outcome: Outcome): string => `${outcome.at} ${outcome.id}`;

const listOutcomes =
  (db: Db): ReportStore['listOutcomes'] =>
  async ({ first, after, filter }) => {
    const where = every([...fits(filter), after !== null && beforeCursor('at', after)]);
    const { rows } = await sql<{ body: Outcome }>`
      select body from concord.outcome c where ${where}
      order by at desc, id desc limit ${first + 1}`.execute(db);
    return toListPage(
      rows.map((row) => row.body),
      first,
      cursorOf,
    );
  };

const outcomesOf =
  (db: Db): ReportStore['outcomesOf'] =>
  async (recordIds, perRecord) => {
    const { rows } = await sql<{ body: Outcome }>`
      select newest.body from unnest(${texts([...new Set(recordIds)])}) as asked (record_id)
      cross join lateral (
        select o.at, o.id, o.body from concord.outcome o
        where o.record_id = asked.record_id
        order by o.at desc, o.id desc limit ${perRecord}
      ) newest
      order by newest.at desc, newest.id desc`.execute(db);
    return rows.map((row) => row.body);
  };

const countOutcomes =
  (db: Db): ReportStore['countOutcomes'] =>
  async (filter) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from concord.outcome c
      where ${every(fits(filter))}`.execute(db);
    return rows[0]?.count ?? 0;
  };

const countByKind =
  (db: Db): ReportStore['countByKind'] =>
  async (filter) => {
    const { rows } = await sql<OutcomeCount>`
      select c.status, c.class, c.reason, count(*)::integer as count from concord.outcome c
      where ${every(fits(filter))} group by c.status, c.class, c.reason
      order by count desc, c.status, c.class collate "C" nulls first,
        c.reason nulls first`.execute(db);
    return rows;
  };

const countReasons =
  (db: Db): ReportStore['countReasons'] =>
  async (connectionId) => {
    const { rows } = await sql<{ crm_object: string; reason: string; count: number }>`
      select crm_object, reason, count(*)::integer as count from concord.outcome
      where connection_id = ${connectionId} and status = 'skipped' and reason is not null
      group by crm_object, reason order by crm_object, reason`.execute(db);
    return rows.map(({ crm_object: crmObject, reason, count }) => ({ crmObject, reason, count }));
  };

/** What people and the gateway ask for. */
export const createReports = (db: Db): ReportStore => ({
  getRecords: (ids) => recordsById(db, ids),
  findRecord: async (object, key) => {
    const { rows } = await sql<RecordRow>`
      select ${recordColumns} from concord.platform_key k
      join concord.platform_record r on r.object = k.object and r.id = k.record_id
      where k.object = ${object} and k.key = ${toColumn(key)}`.execute(db);
    return rows[0] === undefined ? null : unpackRecord(rows[0]);
  },
  listRecords: listRecords(db),
  ...createOpportunityReports(db),
  activitiesOf: activitiesOf(db),
  linksOf: (recordIds) => linksByRecord(db, recordIds),
  getOutcomes: async (ids) => {
    const { rows } = await sql<{ body: Outcome }>`
      select body from concord.outcome where id = any(${texts([...ids])})`.execute(db);
    return rows.map((row) => row.body);
  },
  listOutcomes: listOutcomes(db),
  outcomesOf: outcomesOf(db),
  countOutcomes: countOutcomes(db),
  countByKind: countByKind(db),
  countObjects: (connectionId) => countObjects(db, connectionId),
  countReasons: countReasons(db),
  listCheckpoints: async (connectionId) => {
    const of = db.selectFrom('concord.checkpoint').where('connection_id', '=', connectionId);
    return (await of.selectAll().orderBy('crm_object').execute()).map(toCheckpoint);
  },
});
