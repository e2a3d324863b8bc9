import type { ObjectCounts, ReportStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';

/**
 * What connections hold of each object, by the object's name. A request counts for the first CRM
 * object that its platform object is mapped to.
 */
export const countObjects =
  (db: Db): ReportStore['countObjects'] =>
  async (connectionIds) => {
    const ids = texts(connectionIds);
    const { rows } = await sql<ObjectCounts & { readonly connectionId: string }>`
      with counted (connection_id, crm_object, what, count) as (
        select connection_id, crm_object, 'mirrored', live from concord.mirror_count
        where connection_id = any(${ids}) and live > 0
        union all
        select connection_id, crm_object, status, sum(count)::integer from concord.outcome_kind
        where connection_id = any(${ids}) and status in ('skipped', 'failed', 'waiting')
        group by connection_id, crm_object, status
        union all
        select mapped.connection_id, mapped.crm_object, 'pending', count(*)::integer
        from concord.write_request r join (
          select distinct on (connection_id, object) connection_id, object, crm_object
          from concord.field_mapping
          where connection_id = any(${ids}) order by connection_id, object, position
        ) mapped on mapped.connection_id = r.connection_id and mapped.object = r.object
        where r.connection_id = any(${ids}) and r.state = 'pending' and r.attempt = 0
        group by mapped.connection_id, mapped.crm_object
      )
      select connection_id as "connectionId", crm_object as "crmObject",
        coalesce(sum(count) filter (where what = 'mirrored'), 0)::integer as mirrored,
        coalesce(sum(count) filter (where what = 'skipped'), 0)::integer as skipped,
        coalesce(sum(count) filter (where what = 'failed'), 0)::integer as failed,
        coalesce(sum(count) filter (where what = 'waiting'), 0)::integer as waiting,
        coalesce(sum(count) filter (where what = 'pending'), 0)::integer as pending
      from counted group by connection_id, crm_object order by crm_object`.execute(db);
    const counts = new Map<string, ObjectCounts[]>();
    for (const { connectionId, ...one } of rows) {
      counts.set(connectionId, [...(counts.get(connectionId) ?? []), one]);
    }
    return counts;
  };
