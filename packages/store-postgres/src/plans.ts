import { concludeRequest } from '@concord/core/ports';
import type { Lease, Plan, WriteConclusion, WriteRequest, WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { requireLease } from './leases.ts';
import { storeLinks } from './links.ts';
import { removeOvertaken, storeOutcomes } from './outcomes.ts';
import { dropRevisions } from './store-mirror.ts';
import { requestColumns, storeRequests, toRequest } from './request-rows.ts';
import type { RequestColumns } from './request-rows.ts';
import { storeCounts } from './runs.ts';
import { jsons, texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { transact } from './transact.ts';

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

const storePlans = async (trx: Db, plans: readonly Plan[]): Promise<void> => {
  if (plans.length === 0) return;
  const last = [...new Map(plans.map((plan) => [plan.requestId, plan])).values()];
  await sql`
    delete from concord.plan
    where request_id = any(${texts(last.map((plan) => plan.requestId))})
      and phase <> 'done'`.execute(trx);
  await sql`
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
    on conflict (id) do update
    set request_id = excluded.request_id, connection_id = excluded.connection_id,
      phase = excluded.phase, planned_at = excluded.planned_at, sent_at = excluded.sent_at,
      body = excluded.body`.execute(trx);
};

const markSent =
  (db: Db): WriteStore['markSent'] =>
  (lease, planIds, at) =>
    transact(db, async (trx) => {
      await requireLease(trx, lease);
      await sql`
        update concord.plan set phase = 'sent', sent_at = ${at}
        where id = any(${texts(planIds)}) and phase <> 'done'`.execute(trx);
    });

const lockRequests = async (
  trx: Db,
  conclusions: readonly WriteConclusion[],
): Promise<Map<string, WriteRequest>> => {
  const { rows } = await sql<RequestColumns>`
    select ${requestColumns} from concord.write_request r
    where r.id = any(${texts(conclusions.map((one) => one.request.id))})
    order by r.id for update`.execute(trx);
  return new Map(rows.map((row) => [row.id, toRequest(row)]));
};

const loadPhases = async (
  trx: Db,
  conclusions: readonly WriteConclusion[],
): Promise<Map<string, Plan['phase']>> => {
  const { rows } = await sql<Pick<PlanColumns, 'id' | 'phase'>>`
    select id, phase from concord.plan
    where id = any(${texts(conclusions.flatMap(({ plan }) => plan?.id ?? []))})`.execute(trx);
  return new Map(rows.map((row) => [row.id, row.phase]));
};

const storePhases = async (
  trx: Db,
  plans: readonly NonNullable<WriteConclusion['plan']>[],
): Promise<void> => {
  if (plans.length === 0) return;
  await sql`
    update concord.plan p set phase = page.phase
    from unnest(
      ${texts(plans.map((plan) => plan.id))},
      ${texts(plans.map((plan) => plan.phase))}
    ) as page (id, phase)
    where p.id = page.id`.execute(trx);
};

/** The conclusions that are not repeated, and what the requests become by them. */
const follow = async (
  trx: Db,
  lease: Lease,
  conclusions: readonly WriteConclusion[],
): Promise<{ readonly heard: WriteConclusion[]; readonly requests: Map<string, WriteRequest> }> => {
  const requests = await lockRequests(trx, conclusions);
  const phases = await loadPhases(trx, conclusions);
  const heard: WriteConclusion[] = [];
  for (const conclusion of conclusions) {
    const request = requests.get(conclusion.request.id);
    const { plan } = conclusion;
    const isRepeated = plan === null ? request?.state === 'done' : phases.get(plan.id) === 'done';
    if (request === undefined || isRepeated) continue;
    if (plan !== null && phases.has(plan.id)) phases.set(plan.id, plan.phase);
    requests.set(request.id, concludeRequest(request, conclusion, lease.since));
    heard.push(conclusion);
  }
  return { heard, requests };
};

const touchedBy = (
  requests: ReadonlyMap<string, WriteRequest>,
  conclusions: readonly WriteConclusion[],
) =>
  conclusions.flatMap(({ touched, request }) => {
    const connectionId = requests.get(request.id)?.connectionId;
    return touched === null || connectionId === undefined ? [] : [{ ...touched, connectionId }];
  });

const conclude =
  (db: Db): WriteStore['conclude'] =>
  (lease, conclusions, run) =>
    transact(db, async (trx) => {
      await requireLease(trx, lease);
      const { heard, requests } = await follow(trx, lease, conclusions);
      await storePhases(
        trx,
        heard.flatMap(({ plan }) => plan ?? []),
      );
      await storeRequests(trx, [...requests.values()]);
      const outcomes = heard.flatMap(({ outcome }) => outcome ?? []);
      await removeOvertaken(trx, outcomes);
      await storeOutcomes(trx, outcomes);
      await storeLinks(
        trx,
        heard.flatMap(({ link }) => link ?? []),
      );
      await dropRevisions(trx, touchedBy(requests, heard));
      await storeCounts(trx, run);
    });

/** Plans, from before the call to their conclusion. */
export const createPlans = (
  db: Db,
): Pick<WriteStore, 'openPlans' | 'savePlans' | 'markSent' | 'conclude'> => ({
  openPlans: openPlans(db),
  savePlans: (lease, plans) =>
    transact(db, async (trx) => {
      await requireLease(trx, lease);
      await storePlans(trx, plans);
    }),
  markSent: markSent(db),
  conclude: conclude(db),
});
