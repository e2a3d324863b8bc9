import type { Plan, WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { conclude } from './conclude.ts';
import { runFenced } from './leases.ts';
import { jsons, texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { insist } from './transact.ts';

interface PlanColumns {
  readonly id: string;
  readonly phase: Plan['phase'];
  readonly sent_at: Plan['sentAt'];
  readonly body: Plan;
}

const toPlan = ({ body, phase, sent_at: sentAt }: PlanColumns): Plan => ({
  ...body,
  phase,
  sentAt,
});

const openPlans =
  (db: Db): WriteStore['openPlans'] =>
  async (connectionId) => {
    const { rows } = await sql<PlanColumns>`
      select id, phase, sent_at, body from concord.plan
      where connection_id = ${connectionId} and phase <> 'done'
      order by planned_at, id`.execute(db);
    return rows.map(toPlan);
  };

/**
 * Replaces what is planned for the same requests; of several plans of one request the last counts.
 * One that was sent stays under another id, as the proof of what it may have changed.
 */
const savePlans =
  (db: Db): WriteStore['savePlans'] =>
  (lease, plans) => {
    const last = [...new Map(plans.map((plan) => [plan.requestId, plan])).values()];
    const replaced = sql`
      delete from concord.plan
      where request_id = any(${texts(last.map((plan) => plan.requestId))}) and phase <> 'done'
        and id <> all(${texts(last.map((plan) => plan.id))}) and exists (select from held)
      returning id, request_id, connection_id, planned_at, sent_at, body`;
    const kept = sql`
      insert into concord.plan (id, request_id, connection_id, phase, planned_at, sent_at, body)
      select id || ' replaced', request_id, connection_id, 'done', planned_at, sent_at, body
      from replaced where sent_at is not null
      on conflict (id) do nothing`;
    const stored = sql`
      insert into concord.plan (id, request_id, connection_id, phase, planned_at, sent_at, body)
      select page.id, page.request_id, page.connection_id, 'planned', page.planned_at,
        page.sent_at, page.body::json
      from rows from (unnest(
        ${texts(last.map((plan) => plan.id))},
        ${texts(last.map((plan) => plan.requestId))},
        ${texts(last.map((plan) => plan.connectionId))},
        ${texts(last.map((plan) => plan.plannedAt))},
        ${texts(last.map((plan) => plan.sentAt))}
      ), ${jsons(last)}) as page (id, request_id, connection_id, planned_at, sent_at, body)
      where exists (select from held) and (select count(*) from replaced) >= 0
      on conflict (id) do update
      set request_id = excluded.request_id, connection_id = excluded.connection_id,
        phase = excluded.phase, planned_at = excluded.planned_at, sent_at = excluded.sent_at,
        body = excluded.body`;
    return insist(() => runFenced(db, lease, { replaced, kept, stored }));
  };

const markSent =
  (db: Db): WriteStore['markSent'] =>
  (lease, planIds, at) => {
    const sent = sql`
      update concord.plan set phase = 'sent', sent_at = ${at}
      where id = any(${texts(planIds)}) and phase <> 'done' and exists (select from held)`;
    return insist(() => runFenced(db, lease, { sent }));
  };

/** Plans, from before the call to their conclusion. */
export const createPlans = (
  db: Db,
): Pick<WriteStore, 'openPlans' | 'savePlans' | 'markSent' | 'conclude'> => ({
  openPlans: openPlans(db),
  savePlans: savePlans(db),
  markSent: markSent(db),
  conclude: conclude(db),
});
