import { createSyncError } from '../contract/index.ts';
import type {
  Draft,
  GuardedChange,
  RemoteId,
  SyncError,
  Write,
  WriteResult,
} from '../contract/index.ts';
import type { Plan, WriteConclusion } from '../ports/index.ts';
import { callCompensated } from './call-compensated.ts';
import { compensatedOf } from './compensated.ts';
import { concludeDone, concludeRefused } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { endsRun, makeCall, resultOf } from './make-call.ts';
import type { Batch, PlannedCall } from './make-call.ts';
import { mayBeCopy, resultsOfCopies } from './refused-copy.ts';
import { toChange } from './to-change.ts';
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

const idOf = (plan: Plan) => plan.crmId as RemoteId;

const toGuarded = (plan: Plan): GuardedChange => ({
  ...toChange(plan),
  revision: plan.revision as string,
});

const concludeResult = (
  work: ConnectionWork,
  { plan, target, result }: PlannedCall & { readonly result: WriteResult },
): WriteConclusion => {
  if (!result.ok) return concludeRefused(work, plan, result.error);
  return concludeDone(work, plan, { crmId: result.id, link: target.link });
};

async function callBatch(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  batch: Batch,
): Promise<SyncError | null> {
  const answer = await makeCall(work, batch);
  const calls = batch.calls.map((call, at) => ({
    ...call,
    result: resultOf(answer, at, call.plan),
  }));
  const copies = calls.filter(mayBeCopy);
  const others = calls.filter((call) => !copies.includes(call));
  await saveConclusions(
    work,
    others.map((call) => concludeResult(work, call)),
  );
  const settled = copies.length === 0 ? [] : await resultsOfCopies(work, object, copies);
  await saveConclusions(
    work,
    settled.map((call) => concludeResult(work, call)),
  );
  return answer.thrown;
}

type Sends = Readonly<Record<Portion<PlannedCall>['kind'], Batch['send']>>;

/** What a connector has no call for is refused like any other write: a person is told (R-ERR-1). */
const cannot =
  (operation: Plan['operation'], { name }: ObjectWork): Batch['send'] =>
  () =>
    Promise.reject(
      createSyncError(`${operation} ${name}: the connector has no such call`, {
        code: 'unsupported',
        retry: 'never',
        effect: 'none',
      }),
    );

/** How the CRM takes each kind of portion. */
function sendsOf(work: ConnectionWork, object: ObjectWork & { readonly write: Write }): Sends {
  const { context } = work;
  const { create, update, remove, guard } = object.write;
  const draft = toDraft(assigns(work, object));
  return {
    create: (plans) => create.call(context, plans.map(draft)),
    remove:
      remove === undefined
        ? cannot('remove', object)
        : (plans) => remove.call(context, plans.map(idOf)),
    update:
      update === undefined
        ? cannot('update', object)
        : (plans) => update.call(context, plans.map(toChange)),
    'guarded-update':
      guard.kind === 'atomic'
        ? (plans) => guard.call(context, plans.map(toGuarded))
        : cannot('update', object),
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
  return callBatch(work, object, { calls, send: sendsOf(work, object)[kind] });
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
