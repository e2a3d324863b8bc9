import { concludeRequest, createStaleLease } from '@concord/core/ports';
import type { Lease, Plan, WriteConclusion, WriteRequest, WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { changeAndNote } from './changes.ts';
import { heldLease } from './leases.ts';
import { linkParts } from './links.ts';
import { insertOutcomes, lastOutcomes, removeOvertaken } from './outcomes.ts';
import { texts } from './page-columns.ts';
import { insertRequests, requestColumns, toRequest } from './request-rows.ts';
import type { RequestColumns } from './request-rows.ts';
import { addCounts } from './runs.ts';
import { dropRevisions } from './store-mirror.ts';
import type { Db } from './tables.ts';
import { together } from './together.ts';
import { transact } from './transact.ts';

/** What conclusions are drawn about: the requests, and the phases of plans by id. */
interface Known {
  readonly requests: readonly RequestColumns[];
  readonly phases: Readonly<Record<string, Plan['phase']>>;
}

/**
 * Locks the lease, then the requests, then the plans, each as it is once nobody else has it: a part
 * is looked at when it is asked for, and of a lease that has passed on nothing is.
 */
const lockKnown = async (
  trx: Db,
  lease: Lease,
  conclusions: readonly WriteConclusion[],
): Promise<Known> => {
  const requests = sql`
    select ${requestColumns} from concord.write_request r
    where r.id = any(${texts(conclusions.map((one) => one.request.id))})
    order by r.id for update`;
  const plans = sql`
    select id, phase from concord.plan
    where id = any(${texts(conclusions.flatMap(({ plan }) => plan?.id ?? []))})
    order by id for update`;
  const { rows } = await sql<Known>`
    ${together({ held: heldLease(lease), requests, plans })}
    select (select coalesce(json_agg(requests), '[]') from requests) as requests,
      (select coalesce(json_object_agg(id, phase), '{}') from plans) as phases
    from held`.execute(trx);
  if (rows[0] === undefined) throw createStaleLease(lease.resource);
  return rows[0];
};

/** The conclusions that are not repeated, and what the requests become by them. */
const follow = (
  known: Known,
  lease: Lease,
  conclusions: readonly WriteConclusion[],
): { readonly heard: WriteConclusion[]; readonly requests: Map<string, WriteRequest> } => {
  const requests = new Map(known.requests.map((row) => [row.id, toRequest(row)]));
  const phases = new Map(Object.entries(known.phases));
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

const storePhases = (plans: readonly NonNullable<WriteConclusion['plan']>[]) => sql`
  update concord.plan p set phase = page.phase
  from unnest(
    ${texts(plans.map((plan) => plan.id))},
    ${texts(plans.map((plan) => plan.phase))}
  ) as page (id, phase)
  where p.id = page.id`;

const touchedBy = (
  requests: ReadonlyMap<string, WriteRequest>,
  conclusions: readonly WriteConclusion[],
) =>
  conclusions.flatMap(({ touched, request }) => {
    const connectionId = requests.get(request.id)?.connectionId;
    return touched === null || connectionId === undefined ? [] : [{ ...touched, connectionId }];
  });

/** The part by its name, unless it is about nothing. */
const part = <Item>(
  name: string,
  items: readonly Item[],
  of: (items: readonly Item[]) => RawBuilder<unknown>,
): Readonly<Record<string, RawBuilder<unknown>>> =>
  items.length === 0 ? {} : { [name]: of(items) };

/** Closes plans and requests, and stores what is known by that. */
export const conclude =
  (db: Db): WriteStore['conclude'] =>
  (lease, conclusions, run) =>
    transact(db, async (trx) => {
      const known = await lockKnown(trx, lease, conclusions);
      const { heard, requests } = follow(known, lease, conclusions);
      const plans = heard.flatMap(({ plan }) => plan ?? []);
      const outcomes = lastOutcomes(heard.flatMap(({ outcome }) => outcome ?? []));
      const parts = together({
        ...part('settled', plans, storePhases),
        ...part('asked', [...requests.values()], insertRequests),
        ...part('overtaken', outcomes, removeOvertaken),
        ...part('told', outcomes, insertOutcomes),
        ...linkParts(heard.flatMap(({ link }) => link ?? [])),
        ...part('touched', touchedBy(requests, heard), dropRevisions),
        counted: addCounts(run),
      });
      await changeAndNote(trx, parts, outcomes);
    });
