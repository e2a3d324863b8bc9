import { askAgain, openRequest } from '@concord/core/ports';
import type { NewWriteRequest, Plan, WriteRequest, WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { every } from './conditions.ts';
import { orConflict } from './conflict.ts';
import { toListPage } from './list-page.ts';
import { nextDue } from './next-due.ts';
import { saveRecords } from './platform-records.ts';
import { release, releaseLinked } from './release.ts';
import { insertRequests, requestColumns, toRequest } from './request-rows.ts';
import type { RequestColumns } from './request-rows.ts';
import { texts } from './page-columns.ts';
import { retryRequests } from './retry-requests.ts';
import type { Db } from './tables.ts';
import { transact } from './transact.ts';

/** A request, and the phase of its plan that is not done. */
type Planned<Row> = Row & { readonly open_plan: Plan['phase'] | null };

const openPlanPhase = sql<string>`(
  select p.phase from concord.plan p where p.request_id = r.id and p.phase <> 'done'
) as open_plan`;

const recordOf = (request: Pick<WriteRequest, 'connectionId' | 'recordId'>): string =>
  JSON.stringify([request.connectionId, request.recordId]);

// Each is one look in an index: a queue that has just grown has no statistics to tell that it has.
const lockOpen = async (
  trx: Db,
  asked: readonly NewWriteRequest[],
): Promise<Planned<RequestColumns>[]> => {
  const { rows } = await sql<Planned<RequestColumns>>`
    select ${requestColumns}, ${openPlanPhase}
    from concord.write_request r
    where r.state <> 'done' and r.id = any(array(
      select open.id
      from unnest(
        ${texts(asked.map((request) => request.connectionId))},
        ${texts(asked.map((request) => request.recordId))}
      ) as asked (connection_id, record_id)
      cross join lateral (
        select one.id from concord.write_request one
        where one.connection_id = asked.connection_id and one.record_id = asked.record_id
          and one.state <> 'done'
        offset 0
      ) open
    ))
    order by r.id for update of r`.execute(trx);
  return rows;
};

const ask = async (trx: Db, asked: readonly NewWriteRequest[]): Promise<string[]> => {
  if (asked.length === 0) return [];
  const open = await lockOpen(trx, asked);
  const plans = new Map(open.map((row) => [row.id, row.open_plan]));
  const next = new Map(open.map(toRequest).map((request) => [recordOf(request), request]));
  for (const one of asked) {
    const known = next.get(recordOf(one));
    next.set(
      recordOf(one),
      known === undefined ? openRequest(one) : askAgain(known, one, plans.get(known.id) ?? null),
    );
  }
  await insertRequests([...next.values()]).execute(trx);
  return asked.map((one) => next.get(recordOf(one))?.id ?? one.id);
};

const dueRequests =
  (db: Db): WriteStore['dueRequests'] =>
  async ({ connectionId, objects, now, limit, undo = false }) => {
    // In the order of the objects, so that those after the first with any are not looked at.
    const { rows } = await sql<RequestColumns>`
      select * from (
        select due.*
        from unnest(${texts(objects)}) with ordinality as asked (object, place)
        cross join lateral (
          select ${requestColumns} from concord.write_request r
          where r.connection_id = ${connectionId} and r.object = asked.object
            and r.state in ('pending', 'waiting') and r.due_at <= ${now}
            and (json_array_length(r.undoes) > 0) = ${undo}
            and not exists (
              select from concord.plan p where p.request_id = r.id and p.phase <> 'done'
            )
          order by r.due_at, r.id limit ${limit}
        ) due
        order by asked.place fetch first row with ties
      ) r order by r.due_at, r.id`.execute(db);
    return rows.map(toRequest);
  };

const listOpenRequests =
  (db: Db): WriteStore['listOpenRequests'] =>
  async ({ connectionId, recordIds, first, after }) => {
    const { rows } = await sql<RequestColumns>`
      select ${requestColumns} from concord.write_request r
      where ${every([
        sql`r.connection_id = ${connectionId} and r.state <> 'done'`,
        recordIds !== undefined && sql`r.record_id = any(${texts(recordIds)})`,
        after !== null && sql`r.id > ${after}`,
      ])}
      order by r.id limit ${first + 1}`.execute(db);
    return toListPage(rows.map(toRequest), first, ({ id }) => id);
  };

/** What is asked to be written, one open request per connection and record. */
export const createRequests = (
  db: Db,
): Pick<
  WriteStore,
  | 'saveAndRequest'
  | 'dueRequests'
  | 'getRequests'
  | 'listOpenRequests'
  | 'release'
  | 'releaseLinked'
  | 'retryRequests'
  | 'nextDueAt'
> => ({
  saveAndRequest: (records, requests) =>
    orConflict(
      transact(db, async (trx) => {
        await saveRecords(trx, records);
        return ask(trx, requests);
      }),
    ),
  dueRequests: dueRequests(db),
  getRequests: async (ids) => {
    const { rows } = await sql<RequestColumns>`
      select ${requestColumns} from concord.write_request r
      where r.id = any(${texts(ids)})`.execute(db);
    return rows.map(toRequest);
  },
  listOpenRequests: listOpenRequests(db),
  release: release(db),
  releaseLinked: releaseLinked(db),
  retryRequests: retryRequests(db),
  nextDueAt: async (connectionId) => {
    const { rows } = await sql<{ due_at: WriteRequest['dueAt'] | null }>`
      select ${nextDue(sql`${connectionId}`)} as due_at`.execute(db);
    return rows[0]?.due_at ?? null;
  },
});
