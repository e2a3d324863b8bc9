import { createSyncError } from '../contract/index.ts';
import type { Draft, GuardedChange, RemoteId, SyncError, Write } from '../contract/index.ts';
import type { Plan, WriteConclusion } from '../ports/index.ts';
import { callCompensated } from './call-compensated.ts';
import { compensatedOf } from './compensated.ts';
import { concludeDone, concludeRefused } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { endsRun, makeCall, resultOf } from './make-call.ts';
import type { Answer, Batch, PlannedCall } from './make-call.ts';
import { saveConclusions } from './save-conclusions.ts';

/** Makes the calls of one portion and stores what came of it; answers the error of the whole. */
type Portion = () => Promise<SyncError | null>;

/** The CRM's own rules choose the owner of a lead only where the customer wants them to. */
const assigns = (work: ConnectionWork, object: ObjectWork) =>
  work.connection.settings.assignLeads && object.remote.companyText !== undefined;

const toDraft =
  (assignOwner: boolean) =>
  ({ fields, links }: Plan): Draft => ({
    fields,
    ...(links.length === 0 ? {} : { links }),
    ...(assignOwner ? { assignOwner } : {}),
  });

const toChange = (plan: Plan) => ({ id: plan.crmId as RemoteId, fields: plan.fields });

const idOf = (plan: Plan) => plan.crmId as RemoteId;

const toGuarded = (plan: Plan): GuardedChange => ({
  ...toChange(plan),
  revision: plan.revision as string,
});

function chunks(calls: readonly PlannedCall[], max: number): PlannedCall[][] {
  const parts: PlannedCall[][] = [];
  for (let at = 0; at < calls.length; at += max) parts.push(calls.slice(at, at + max));
  return parts;
}

const concludeAnswer = (work: ConnectionWork, { calls }: Batch, answer: Answer) =>
  calls.map(({ plan, target }, at): WriteConclusion => {
    const result = resultOf(answer, at, plan);
    if (!result.ok) return concludeRefused(work, plan, result.error);
    return concludeDone(work, plan, { crmId: result.id, link: target.link });
  });

async function callBatch(work: ConnectionWork, batch: Batch): Promise<SyncError | null> {
  const answer = await makeCall(work, batch);
  await saveConclusions(work, concludeAnswer(work, batch, answer));
  return answer.thrown;
}

/** Updates that must not replace what a person typed since. */
function guardedPortions(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  guarded: readonly PlannedCall[],
): Portion[] {
  const { guard } = object.write;
  const compensated = compensatedOf(object);
  if (compensated !== null) {
    const { batchMax } = compensated.update;
    return chunks(guarded, batchMax).map((some) => () => callCompensated(work, compensated, some));
  }
  if (guard.kind !== 'atomic') return [];
  const send: Batch['send'] = (plans) => guard.call(work.context, plans.map(toGuarded));
  return chunks(guarded, guard.batchMax).map((calls) => () => callBatch(work, { calls, send }));
}

/** What a connector has no call for is refused like any other write: a person is told (R-ERR-1). */
const cannot = (operation: Plan['operation'], { name }: ObjectWork): Promise<never> =>
  Promise.reject(
    createSyncError(`${operation} ${name}: the connector has no such call`, {
      code: 'unsupported',
      retry: 'never',
      effect: 'none',
    }),
  );

/** Creates, removals and both kinds of updates, each in the portions the CRM takes. */
function toPortions(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  calls: readonly PlannedCall[],
): Portion[] {
  const { context } = work;
  const { create, update, remove } = object.write;
  const draft = toDraft(assigns(work, object));
  const of = (operation: Plan['operation'], isGuarded: boolean) =>
    calls.filter(
      ({ plan }) => plan.operation === operation && (plan.revision !== null) === isGuarded,
    );
  const inBatches = (some: readonly PlannedCall[], batchMax: number, send: Batch['send']) =>
    chunks(some, batchMax).map((portion) => () => callBatch(work, { calls: portion, send }));
  return [
    ...inBatches(of('create', false), create.batchMax, (plans) =>
      create.call(context, plans.map(draft)),
    ),
    ...inBatches(of('remove', false), remove?.batchMax ?? 1, (plans) =>
      remove === undefined ? cannot('remove', object) : remove.call(context, plans.map(idOf)),
    ),
    ...guardedPortions(work, object, of('update', true)),
    ...inBatches(of('update', false), update?.batchMax ?? 1, (plans) =>
      update === undefined ? cannot('update', object) : update.call(context, plans.map(toChange)),
    ),
  ];
}

/** Calls that may fail one after the other before the CRM counts as out of reach. */
const lostMax = 2;

/** Makes the calls of stored plans, portion by portion; each portion is concluded on its own. */
export async function callPlans(
  work: ConnectionWork,
  object: ObjectWork,
  calls: readonly PlannedCall[],
): Promise<void> {
  const { write } = object.remote;
  if (write === undefined) return;
  let lostInARow = 0;
  for (const portion of toPortions(work, { ...object, write }, calls)) {
    if (work.signal.aborted) return;
    const error = await portion();
    lostInARow = error === null ? 0 : lostInARow + 1;
    if (error !== null && (endsRun(error) || lostInARow >= lostMax)) throw error;
  }
}
