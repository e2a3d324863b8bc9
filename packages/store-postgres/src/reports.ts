import type { Outcome, ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { activitiesOf } from './activities-of.ts';
import { countObjects } from './count-objects.ts';
import { createOutcomeCounts } from './count-outcomes.ts';
import { linksByRecord } from './links.ts';
import { listOutcomes } from './list-outcomes.ts';
import { listRecords } from './list-records.ts';
import { createOpportunityReports } from './opportunity-reports.ts';
import { recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import { recordsById } from './platform-records.ts';
import { toCheckpoint } from './reads.ts';
import { texts } from './page-columns.ts';
import type { CheckpointTable, Db } from './tables.ts';

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

/** What people and the gateway ask for. */
export const createReports = (db: Db): ReportStore => ({
  getRecords: (ids) => recordsById(db, ids),
  findRecord: async (object, key) => {
    const { rows } = await sql<RecordRow>`
      select ${recordColumns} from concord.platform_key k
      join concord.platform_record r on r.object = k.object and r.id = k.record_id
      where k.object = ${object} and k.key = ${key}`.execute(db);
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
  ...createOutcomeCounts(db),
  countObjects: countObjects(db),
  listCheckpoints: async (connectionIds) => {
    const { rows } = await sql<CheckpointTable>`
      select * from concord.checkpoint
      where connection_id = any(${texts(connectionIds)}) order by crm_object`.execute(db);
    return rows.map(toCheckpoint);
  },
});
