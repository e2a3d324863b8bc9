import { createSyncError } from '../contract/index.ts';
import type { FieldHistory, Fields, RemoteId, SyncError } from '../contract/index.ts';
import { lostEdits, markRestored } from '../policy/index.ts';
import type { Plan, WriteConclusion } from '../ports/index.ts';
import type { CompensatedObject } from './compensated.ts';
import { concludeRefused } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import { inPortions } from './in-portions.ts';
import { makeCall, resultOf, toSyncError } from './make-call.ts';
import type { PlannedCall } from './make-call.ts';
import { saveConclusions } from './save-conclusions.ts';

/** Updates that the CRM may have carried out, and how one of them ends that replaced nothing. */
export interface Written {
  readonly calls: readonly PlannedCall[];
  readonly settle: (call: PlannedCall) => Promise<WriteConclusion>;
}

/** An update, and what a person typed that it replaced; empty when nothing was lost. */
interface Looked {
  readonly call: PlannedCall;
  readonly lost: Fields;
}

/** How often in a row a value is put back before its record is left for later. */
const roundsMax = 3;

/** How often a refusal is met again before a person is asked. */
const fewAttempts = 4;

const notKept = ({ crmObject, crmId }: Plan): SyncError =>
  createSyncError(`put back ${crmObject} ${crmId}: the CRM does not keep what was put back`, {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
  });

const isNotEmpty = ({ lost }: Looked) => Object.keys(lost).length > 0;

function pastOf(
  work: ConnectionWork,
  { guard }: CompensatedObject,
  calls: readonly PlannedCall[],
): Promise<(FieldHistory | null)[]> {
  const ids = calls.map(({ plan }) => plan.crmId as RemoteId);
  const fields = [...new Set(calls.flatMap(({ plan }) => Object.keys(plan.fields)))];
  const { userId } = work.connection;
  return inPortions(ids, guard.historyMax, (some) =>
    guard.history(work.context, { ids: some, fields, userId }),
  );
}

/** What each update replaced, by the CRM's own memory; a record that is gone has lost nothing. */
async function lookBack(
  work: ConnectionWork,
  object: CompensatedObject,
  calls: readonly PlannedCall[],
): Promise<Looked[]> {
  const past = await pastOf(work, object, calls);
  const { description } = object;
  return calls.map((call, at) => {
    const history = past[at] ?? {};
    return { call, lost: lostEdits({ plan: call.plan, history, description }) };
  });
}

const inWords = (error: SyncError) =>
  `A value that a person typed could not be put back: ${error.remote?.message ?? error.message}`;

/** Until the lost value is in force again the plan stays open, for as long as that has a chance. */
function concludeOpen(work: ConnectionWork, plan: Plan, error: SyncError): WriteConclusion {
  const isOver = error.retry === 'never' && plan.attempt >= fewAttempts;
  const remote = { status: 0, code: null, ...error.remote, message: inWords(error) };
  const open = createSyncError(error.message, {
    ...error,
    remote,
    effect: isOver ? 'none' : 'unknown',
  });
  return concludeRefused(work, { ...plan, sentAt: work.parts.clock.now() }, open);
}

/** The plan of putting a value back: what its record is to hold in the end, kept before the call. */
const toRestore = (work: ConnectionWork, { call, lost }: Looked): PlannedCall => ({
  target: call.target,
  plan: {
    ...call.plan,
    id: work.parts.random.id(),
    fields: { ...call.plan.fields, ...lost },
    verdicts: markRestored(call.plan.verdicts, lost),
    epoch: work.lease.epoch,
    phase: 'planned',
    plannedAt: work.parts.clock.now(),
    sentAt: null,
    attempt: call.plan.attempt + 1,
  },
});

/** Writes lost values back and nothing else; answers the calls that the CRM carried out. */
async function restore(
  work: ConnectionWork,
  object: CompensatedObject,
  looked: readonly Looked[],
): Promise<{ readonly calls: readonly PlannedCall[]; readonly error: SyncError | null }> {
  const calls = looked.map((one) => toRestore(work, one));
  const plans = calls.map(({ plan }) => plan);
  await work.parts.store.savePlans(work.lease, plans);
  const changes = looked.map(({ call, lost }) => ({
    id: call.plan.crmId as RemoteId,
    fields: lost,
  }));
  const send = () => object.update.call(work.context, changes);
  const answer = await makeCall(work, { calls, send });
  const results = calls.map((call, at) => ({ call, result: resultOf(answer, at, call.plan) }));
  const open = results.flatMap(({ call, result }) =>
    result.ok ? [] : [concludeOpen(work, call.plan, result.error)],
  );
  await saveConclusions(work, open);
  return {
    calls: results.filter(({ result }) => result.ok).map(({ call }) => call),
    error: answer.thrown,
  };
}

/**
 * Puts back what a person typed that updates replaced, until the CRM's memory shows that nothing
 * is missing (R-OVERWRITE-7), and concludes them. Answers the error of a call as a whole: what it
 * leaves open is looked at again once no call can arrive any more.
 */
export async function putBack(
  work: ConnectionWork,
  object: CompensatedObject,
  { calls, settle }: Written,
): Promise<SyncError | null> {
  let open = calls;
  for (let round = 0; open.length > 0; round += 1) {
    const looked = await lookBack(work, object, open).catch((thrown: unknown) =>
      toSyncError(thrown, object.name),
    );
    if (!Array.isArray(looked)) {
      await saveConclusions(
        work,
        open.map(({ plan }) => concludeOpen(work, plan, looked)),
      );
      return looked;
    }
    const whole = looked.filter((one) => !isNotEmpty(one));
    await saveConclusions(work, await Promise.all(whole.map(({ call }) => settle(call))));
    const lost = looked.filter(isNotEmpty);
    if (lost.length === 0) return null;
    if (round === roundsMax) {
      await saveConclusions(
        work,
        lost.map(({ call }) => concludeOpen(work, call.plan, notKept(call.plan))),
      );
      return null;
    }
    const restored = await restore(work, object, lost);
    open = restored.calls;
    if (restored.error !== null) return restored.error;
  }
  return null;
}
