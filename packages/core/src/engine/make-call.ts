import { createSyncError, isSyncError } from '../contract/index.ts';
import type { SyncError, WriteResult } from '../contract/index.ts';
import type { Plan } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { WriteTarget } from './write-target.ts';

/** A stored plan, and the link its record has so far. */
export interface PlannedCall {
  readonly plan: Plan;
  readonly target: Pick<WriteTarget, 'link'>;
}

/** Calls of one kind, and how the CRM takes them. */
export interface Batch {
  readonly calls: readonly PlannedCall[];
  readonly send: (plans: readonly Plan[]) => Promise<WriteResult[]>;
}

/** What a call came to: one result for each record, or the error of the call as a whole. */
export type Answer =
  | { readonly results: readonly WriteResult[]; readonly thrown: null }
  | { readonly results: null; readonly thrown: SyncError };

const unexpected = (object: string): SyncError =>
  createSyncError(`write ${object}: an error that Concord does not know`, {
    code: 'unexpected',
    retry: 'never',
    effect: 'unknown',
  });

/** What was thrown while an object was written, as a `SyncError`. */
export const toSyncError = (thrown: unknown, object: string): SyncError =>
  isSyncError(thrown) ? thrown : unexpected(object);

/** What the CRM answered for one record of a call. */
export const resultOf = ({ results, thrown }: Answer, at: number, plan: Plan): WriteResult => {
  if (results === null) return { ok: false, error: thrown };
  return results[at] ?? { ok: false, error: unanswered(plan) };
};

const unanswered = (plan: Plan): SyncError =>
  createSyncError(`${plan.operation} ${plan.crmObject}: the CRM did not answer for this record`, {
    code: 'malformed',
    retry: 'never',
    effect: 'unknown',
  });

async function send(batch: Batch, plans: readonly Plan[]): Promise<Answer> {
  try {
    return { results: await batch.send(plans), thrown: null };
  } catch (error) {
    return { results: null, thrown: toSyncError(error, plans[0]?.crmObject ?? '') };
  }
}

/** A mark that took longer to be made says too early a time. */
const promptMs = 5_000;

/**
 * Marks plans as sent: again, where the process or the store stood still meanwhile, for the time
 * after which a call can no longer arrive counts from the mark.
 */
async function markSent({ parts, lease }: ConnectionWork, ids: readonly string[]) {
  const { store, clock } = parts;
  for (let isPrompt = false; !isPrompt;) {
    const at = clock.now();
    await store.markSent(lease, ids, at);
    isPrompt = Date.parse(clock.now()) - Date.parse(at) <= promptMs;
  }
}

/** Makes one call of stored plans, which are marked as sent right before it. */
export async function makeCall(work: ConnectionWork, batch: Batch): Promise<Answer> {
  const plans = batch.calls.map(({ plan }) => plan);
  await markSent(
    work,
    plans.map(({ id }) => id),
  );
  work.parts.report({
    event: 'write-call',
    connectionId: work.connection.id,
    runId: work.run.id,
    ...(plans[0] === undefined ? {} : { object: plans[0].crmObject }),
    count: plans.length,
  });
  return send(batch, plans);
}

/** Errors that no other call of the connection would escape. */
export const endsRun = (error: SyncError): boolean =>
  ['unauthorized', 'rate-limited', 'cancelled', 'unexpected'].includes(error.code);
