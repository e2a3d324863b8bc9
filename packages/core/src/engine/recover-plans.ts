import { toInstant } from '../contract/index.ts';
import type { RemoteRecord } from '../contract/index.ts';
import type { Link, Plan, WriteConclusion } from '../ports/index.ts';
import { compensatedOf } from './compensated.ts';
import { concludeDone, concludeSilent, concludeUnsent } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';
import { findLostCreate } from './find-lost-create.ts';
import { concludeUpdate, recoverCompensated } from './recover-update.ts';
import type { LostPlan } from './recover-update.ts';
import { saveConclusions } from './save-conclusions.ts';

/** Whether a call that was sent may still be under way to the CRM. */
const mayStillArrive = (work: ConnectionWork, plan: Plan) =>
  plan.sentAt !== null &&
  Date.parse(work.parts.clock.now()) <
    Date.parse(plan.sentAt) + work.connection.settings.quietPeriodMs;

/** The record that a lost removal removed; `null` when it is still there. */
async function findRemoved(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<Pick<RemoteRecord, 'id'> | null> {
  const { write } = object.remote;
  if (write === undefined || plan.crmId === null) return null;
  const [record] = await write.get(work.context, { ids: [plan.crmId], fields: [] });
  return record && !record.removed ? null : { id: plan.crmId };
}

/** How long an object that our user does not see is not asked for. */
const unseenMs = 15 * 60_000;

/** What became of it is asked later: our user does not see the object at the moment. */
function concludeUnseen(work: ConnectionWork, plan: Plan): WriteConclusion {
  const silent = concludeSilent(work, plan);
  const dueAt = toInstant(Date.parse(work.parts.clock.now()) + unseenMs);
  return { ...silent, request: { ...silent.request, dueAt } };
}

async function concludeLost(
  work: ConnectionWork,
  object: ObjectWork,
  { plan, link }: LostPlan,
): Promise<WriteConclusion> {
  if (plan.operation === 'update') return concludeUpdate(work, object, { plan, link });
  const find = plan.operation === 'create' ? findLostCreate : findRemoved;
  const record = await find(work, object, plan);
  return record === null
    ? concludeUnsent(plan, work.parts.clock.now())
    : concludeDone(work, plan, { crmId: record.id, link });
}

const isLinkOf = (link: Link, plan: Plan) =>
  link.connectionId === plan.connectionId && link.crmObject === plan.crmObject;

async function linkOf(work: ConnectionWork, plan: Plan): Promise<Link | null> {
  const links = await work.parts.store.linksOf([plan.recordId]);
  return links.find((one) => isLinkOf(one, plan)) ?? null;
}

/** Values that were to be put back are owed to a person, whether the call was made or not. */
const isOwed = ({ verdicts }: Plan) => verdicts.some(({ verdict }) => verdict === 'restored');

/** Settles a plan, or waits for its call, which may still arrive. */
async function settle(work: ConnectionWork, plan: Plan): Promise<void> {
  const conclude = (conclusion: WriteConclusion) => saveConclusions(work, [conclusion]);
  const unsent = () => concludeUnsent(plan, work.parts.clock.now());
  if (plan.phase === 'planned' && !isOwed(plan)) return conclude(unsent());
  if (mayStillArrive(work, plan)) return conclude(concludeSilent(work, plan));
  const object = objectsOf(work.connector, work.connection).find((o) => o.name === plan.crmObject);
  if (object === undefined) return conclude(concludeUnseen(work, plan));
  const link = await linkOf(work, plan);
  const compensated = plan.revision === null ? null : compensatedOf(object);
  if (compensated !== null) return recoverCompensated(work, compensated, { plan, link });
  return conclude(await concludeLost(work, object, { plan, link }));
}

/**
 * Settles open plans that a crash or a lost answer left open: those never sent are planned anew; the
 * others are looked for in the CRM once they can no longer arrive, and adopted or planned anew.
 */
export async function recoverPlans(work: ConnectionWork, plans: readonly Plan[]): Promise<void> {
  for (const plan of plans) {
    if (work.signal.aborted) return;
    if (plan.phase === 'unknown' && mayStillArrive(work, plan)) continue;
    work.parts.report({
      event: 'plan-recover',
      connectionId: work.connection.id,
      runId: work.run.id,
      reason: plan.phase,
    });
    await settle(work, plan);
  }
}
