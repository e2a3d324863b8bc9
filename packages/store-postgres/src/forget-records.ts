import type { Link } from '@concord/core/ports';
import { sql } from 'kysely';
import { linksByRecord } from './links.ts';
import { forgetOpportunities } from './opportunities.ts';
import { texts } from './page-columns.ts';
import { removeRecords } from './platform-records.ts';
import { forgetRelations } from './relations.ts';
import type { Db } from './tables.ts';

const forgetRequests = async (trx: Db, recordIds: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    delete from concord.write_request
    where record_id = any(${texts(recordIds)}) and state <> 'done'
    returning id`.execute(trx);
  if (rows.length === 0) return;
  await sql`
    delete from concord.plan
    where request_id = any(${texts(rows.map((row) => row.id))}) and phase <> 'done'`.execute(trx);
};

const forgetLinks = async (trx: Db, links: readonly Link[]): Promise<void> => {
  if (links.length === 0) return;
  for (const [connectionId, group] of Map.groupBy(links, (link) => link.connectionId)) {
    const sources = group.map(({ crmObject, crmId }) => ({ object: crmObject, id: crmId }));
    await forgetRelations(trx, connectionId, sources);
  }
  await sql`
    delete from concord.link
    where record_id = any(${texts(links.map((link) => link.recordId))})`.execute(trx);
};

/** Forgets platform records: their keys, links, open requests, and what their CRM records said. */
export const forgetRecords = async (trx: Db, recordIds: readonly string[]): Promise<void> => {
  if (recordIds.length === 0) return;
  await forgetLinks(trx, await linksByRecord(trx, recordIds));
  await forgetRequests(trx, recordIds);
  await removeRecords(trx, recordIds);
  await forgetOpportunities(trx, recordIds);
};
