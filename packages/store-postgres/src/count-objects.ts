import type { ObjectCounts } from '@concord/core/ports';
import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * What a connection holds of each object, by the object's name. A request counts for the first
 * CRM object that its platform object is mapped to.
 */
export const countObjects = async (db: Db, connectionId: string): Promise<ObjectCounts[]> => {
  const { rows } = await sql<ObjectCounts>`
    with counted (crm_object, what, count) as (
      select crm_object, 'mirrored', live from concord.mirror_count
      where connection_id = ${connectionId} and live > 0
      union all
      select crm_object, status, sum(count)::integer from concord.outcome_kind
      where connection_id = ${connectionId} and status in ('skipped', 'failed', 'waiting')
      group by crm_object, status
      union all
      select mapped.crm_object, 'pending', count(*)::integer
      from concord.write_request r join (
        select distinct on (object) object, crm_object from concord.field_mapping
        where connection_id = ${connectionId} order by object, position
      ) mapped on mapped.object = r.object
      where r.connection_id = ${connectionId} and r.state = 'pending' and r.attempt = 0
      group by mapped.crm_object
    )
    select crm_object as "crmObject",
      coalesce(sum(count) filter (where what = 'mirrored'), 0)::integer as mirrored,
      coalesce(sum(count) filter (where what = 'skipped'), 0)::integer as skipped,
      coalesce(sum(count) filter (where what = 'failed'), 0)::integer as failed,
      coalesce(sum(count) filter (where what = 'waiting'), 0)::integer as waiting,
      coalesce(sum(count) filter (where what = 'pending'), 0)::integer as pending
    from counted group by crm_object order by crm_object`.execute(db);
  return rows;
};
