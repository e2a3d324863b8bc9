import type { OutcomeFilter, WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { every } from './conditions.ts';
import { fits } from './outcomes.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { transact } from './transact.ts';

const isMeant = (which: { readonly ids: readonly string[] } | { readonly filter: OutcomeFilter }) =>
  'ids' in which
    ? sql`r.id = any(${texts(which.ids)})`
    : sql`c.id is not null and ${every(fits(which.filter))}`;

/**
 * Makes parked and failed requests due: of one record the newest, and none beside an open one.
 * They are locked first, so that each is as it was found.
 */
export const retryRequests =
  (db: Db): WriteStore['retryRequests'] =>
  (which, now) =>
    transact(db, async (trx) => {
      const { rows } = await sql<{ count: number }>`
        with failed as (
          select r.id, r.connection_id, r.record_id
          from concord.write_request r left join concord.outcome c on c.id = r.id
          where ${isMeant(which)} and (r.state = 'parked' or c.status = 'failed')
            and not exists (
              select from concord.plan p where p.request_id = r.id and p.phase = 'unknown'
            )
            and not exists (
              select from concord.write_request o
              where o.connection_id = r.connection_id and o.record_id = r.record_id
                and o.state <> 'done' and o.id <> r.id
            )
          order by r.id for update of r
        ), newest as (
          select distinct on (connection_id, record_id) id from failed
          order by connection_id, record_id, id desc
        ), reopened as (
          update concord.write_request r
          set state = 'pending', waiting_for = null, due_at = ${now}, attempt = 0
          from newest where r.id = newest.id
          returning 1
        )
        select count(*)::integer as count from reopened`.execute(trx);
      return rows[0]?.count ?? 0;
    });
