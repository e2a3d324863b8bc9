import type { Draft, GuardedChange, RemoteId, SyncError, Write } from '../contract/index.ts';
import type { Plan, WriteConclusion } from '../ports/index.ts';
import { callCompensated } from './call-compensated.ts';
import { compensatedOf } from './compensated.ts';
import { concludeDone, concludeRefused } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { endsRun, makeCall, resultOf } from './make-call.ts';
import type { Answer, Batch, PlannedCall } from './make-call.ts';
import { toPortions } from './portions.ts';
import type { Portion } from './portions.ts';
import { saveConclusions } from './save-conclusions.ts';

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

type Sends = Readonly<Record<Portion<PlannedCall>['kind'], Batch['send'] | null>>;

/** How the CRM takes each kind of portion; `null` where it has no such call. */
function sendsOf(work: ConnectionWork, object: ObjectWork & { readonly write: Write }): Sends {
  const { context } = work;
  const { create, update, remove, guard } = object.write;
  const draft = toDraft(assigns(work, object));
  return {
    create: (plans) => create.call(context, plans.map(draft)),
    remove: remove === undefined ? null : (plans) => remove.call(context, plans.map(idOf)),
    update: update === undefined ? null : (plans) => update.call(context, plans.map(toChange)),
    'guarded-update':
      guard.kind === 'atomic' ? (plans) => guard.call(context, plans.map(toGuarded)) : null,
  };
}

/** Makes the calls of one portion and stores what came of it; answers the error of the whole. */
async function callPortion(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  { kind, calls }: Portion<PlannedCall>,
): Promise<SyncError | null> {
  const compensated = compensatedOf(object);
  if (kind === 'guarded-update' && compensated !== null) {
    return callCompensated(work, compensated, calls);
  }
  const send = sendsOf(work, object)[kind];
  return send === null ? null : callBatch(work, { calls, send });
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
  for (const portion of toPortions(write, calls, ({ plan }) => plan)) {
    if (work.signal.aborted) return;
    const error = await callPortion(work, { ...object, write }, portion);
    lostInARow = error === null ? 0 : lostInARow + 1;
    if (error !== null && (endsRun(error) || lostInARow >= lostMax)) throw error;
  }
}
