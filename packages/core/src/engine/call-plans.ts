import { createSyncError, isSyncError } from '../contract/index.ts';
import type {
  Draft,
  GuardedChange,
  RemoteId,
  SyncError,
  Write,
  WriteResult,
} from '../contract/index.ts';
import type { Plan, WriteConclusion } from '../ports/index.ts';
import { concludeDone, concludeRefused } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { saveConclusions } from './save-conclusions.ts';
import type { WriteTarget } from './write-target.ts';

/** A stored plan, and the link its record has so far. */
export interface PlannedCall {
  readonly plan: Plan;
  readonly target: Pick<WriteTarget, 'link'>;
}

/** Calls of one kind, and how the CRM takes them. */
interface Batch {
  readonly calls: readonly PlannedCall[];
  readonly send: (plans: readonly Plan[]) => Promise<WriteResult[]>;
}

const unexpected = (plans: readonly Plan[]): SyncError =>
  createSyncError(`write ${plans[0]?.crmObject}: an error that Concord does not know`, {
    code: 'unexpected',
    retry: 'never',
    effect: 'unknown',
  });

const unanswered = (plan: Plan): SyncError =>
  createSyncError(`${plan.operation} ${plan.crmObject}: the CRM did not answer for this record`, {
    code: 'malformed',
    retry: 'never',
    effect: 'unknown',
  });

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

/** Creates, removals and both kinds of updates, each in the portions the CRM takes. */
function toBatches(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  calls: readonly PlannedCall[],
): Batch[] {
  const { context } = work;
  const { create, update, remove, guard } = object.write;
  const draft = toDraft(assigns(work, object));
  const creates = calls.filter(({ plan }) => plan.operation === 'create');
  const guarded = calls.filter(({ plan }) => plan.revision !== null);
  const plain = calls.filter(({ plan }) => plan.operation === 'update' && plan.revision === null);
  const batches = chunks(creates, create.batchMax).map((some) => ({
    calls: some,
    send: (plans: readonly Plan[]) => create.call(context, plans.map(draft)),
  }));
  const removals = calls.filter(({ plan }) => plan.operation === 'remove');
  if (remove !== undefined) {
    for (const some of chunks(removals, remove.batchMax)) {
      batches.push({ calls: some, send: (plans) => remove.call(context, plans.map(idOf)) });
    }
  }
  if (guard.kind === 'atomic') {
    for (const some of chunks(guarded, guard.batchMax)) {
      batches.push({ calls: some, send: (plans) => guard.call(context, plans.map(toGuarded)) });
    }
  }
  if (update !== undefined) {
    for (const some of chunks(plain, update.batchMax)) {
      batches.push({ calls: some, send: (plans) => update.call(context, plans.map(toChange)) });
    }
  }
  return batches;
}

type Answer =
  | { readonly results: readonly WriteResult[]; readonly thrown: null }
  | { readonly results: null; readonly thrown: SyncError };

async function send(batch: Batch, plans: readonly Plan[]): Promise<Answer> {
  try {
    return { results: await batch.send(plans), thrown: null };
  } catch (error) {
    return { results: null, thrown: isSyncError(error) ? error : unexpected(plans) };
  }
}

function concludeAnswer(work: ConnectionWork, batch: Batch, answer: Answer): WriteConclusion[] {
  return batch.calls.map(({ plan, target }, index) => {
    if (answer.results === null) return concludeRefused(work, plan, answer.thrown);
    const result = answer.results[index];
    if (result === undefined) return concludeRefused(work, plan, unanswered(plan));
    if (!result.ok) return concludeRefused(work, plan, result.error);
    return concludeDone(work, plan, { crmId: result.id, link: target.link });
  });
}

/** Calls that may fail one after the other before the CRM counts as out of reach. */
const lostMax = 2;

/** Errors that no other call of the connection would escape. */
const endsRun = (error: SyncError) =>
  ['unauthorized', 'rate-limited', 'cancelled', 'unexpected'].includes(error.code);

/** Makes one call and stores what came of it; answers the error of the call as a whole. */
async function callBatch(work: ConnectionWork, batch: Batch): Promise<SyncError | null> {
  const plans = batch.calls.map(({ plan }) => plan);
  const at = work.parts.clock.now();
  await work.parts.store.markSent(
    work.lease,
    plans.map(({ id }) => id),
    at,
  );
  work.parts.report({
    event: 'write-call',
    connectionId: work.connection.id,
    runId: work.run.id,
    ...(plans[0] === undefined ? {} : { object: plans[0].crmObject }),
    count: plans.length,
  });
  const answer = await send(batch, plans);
  await saveConclusions(work, concludeAnswer(work, batch, answer));
  return answer.thrown;
}

/** Makes the calls of stored plans, portion by portion; each portion is concluded on its own. */
export async function callPlans(
  work: ConnectionWork,
  object: ObjectWork,
  calls: readonly PlannedCall[],
): Promise<void> {
  const { write } = object.remote;
  if (write === undefined) return;
  let lostInARow = 0;
  for (const batch of toBatches(work, { ...object, write }, calls)) {
    if (work.signal.aborted) return;
    const error = await callBatch(work, batch);
    lostInARow = error === null ? 0 : lostInARow + 1;
    if (error !== null && (endsRun(error) || lostInARow >= lostMax)) throw error;
  }
}
