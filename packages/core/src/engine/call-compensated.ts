import { createSyncError } from '../contract/index.ts';
import type { RemoteId, RemoteRecord, SyncError } from '../contract/index.ts';
import { isAsPlanned, isLive } from '../policy/index.ts';
import type { Plan } from '../ports/index.ts';
import type { CompensatedObject } from './compensated.ts';
import { concludeDone, concludeRefused } from './conclusions.ts';
import type { ConnectionWork } from './connection-work.ts';
import { inPortions } from './in-portions.ts';
import { makeCall, resultOf, toSyncError } from './make-call.ts';
import type { PlannedCall } from './make-call.ts';
import { putBack } from './put-back.ts';
import { partsOf } from './relevant-fields.ts';
import { toChange } from './to-change.ts';
import { saveConclusions } from './save-conclusions.ts';

const refusal = (plan: Plan, code: 'conflict' | 'not-found'): SyncError =>
  createSyncError(`update ${plan.crmObject} ${plan.crmId}: it moved on since it was read`, {
    code,
    retry: code === 'conflict' ? 'later' : 'never',
    effect: 'none',
  });

/** The units, as far as our user sees their parts. */
const unitsOf = (object: CompensatedObject): string[][] => {
  const seen = new Set(object.description.fields.map(({ name }) => name));
  return object.remote.units.map((unit) => partsOf(unit, object).filter((part) => seen.has(part)));
};

/** The records right before they are written: what was planned is minutes old. */
function readAgain(
  work: ConnectionWork,
  object: CompensatedObject,
  calls: readonly PlannedCall[],
): Promise<(RemoteRecord | null)[]> {
  const planned = new Set(calls.flatMap(({ plan }) => Object.keys(plan.fields)));
  for (const unit of unitsOf(object)) {
    if (unit.some((part) => planned.has(part))) for (const part of unit) planned.add(part);
  }
  const ids = calls.map(({ plan }) => plan.crmId as RemoteId);
  const fields = [...planned];
  return inPortions(ids, object.write.matchMax, (some) =>
    object.write.get(work.context, { ids: some, fields }),
  );
}

/** Why an update is not sent; `null` when the record is as it was planned for. */
function whyNot(
  object: CompensatedObject,
  plan: Plan,
  record: RemoteRecord | null,
): SyncError | null {
  if (record === null || !isLive(record)) return refusal(plan, 'not-found');
  const { before } = plan;
  const units = unitsOf(object);
  const { description } = object;
  const isStill = isAsPlanned({ before, held: record.fields, description, units });
  return isStill ? null : refusal(plan, 'conflict');
}

/** Sends what may be sent; answers the calls that the CRM carried out, and the error of the whole. */
async function update(
  work: ConnectionWork,
  object: CompensatedObject,
  calls: readonly PlannedCall[],
): Promise<{ readonly written: readonly PlannedCall[]; readonly thrown: SyncError | null }> {
  const answer = await makeCall(work, {
    calls,
    send: (plans) => object.update.call(work.context, plans.map(toChange)),
  });
  const results = calls.map((call, at) => ({ call, result: resultOf(answer, at, call.plan) }));
  const refused = results.flatMap(({ call, result }) =>
    result.ok ? [] : [concludeRefused(work, call.plan, result.error)],
  );
  await saveConclusions(work, refused);
  const written = results.filter(({ result }) => result.ok).map(({ call }) => call);
  return { written, thrown: answer.thrown };
}

/**
 * Updates records of a CRM that has no conditional update (R-OVERWRITE-7): reads them again, leaves
 * alone what moved on, writes the others and puts back what a person typed in between. Answers the
 * error of a call as a whole.
 */
export async function callCompensated(
  work: ConnectionWork,
  object: CompensatedObject,
  calls: readonly PlannedCall[],
): Promise<SyncError | null> {
  const records = await readAgain(work, object, calls).catch((thrown: unknown) =>
    toSyncError(thrown, object.name),
  );
  if (!Array.isArray(records)) {
    await saveConclusions(
      work,
      calls.map(({ plan }) => concludeRefused(work, plan, records)),
    );
    return records;
  }
  const looked = calls.map((call, at) => ({
    call,
    error: whyNot(object, call.plan, records[at] ?? null),
  }));
  const moved = looked.flatMap(({ call, error }) =>
    error === null ? [] : [concludeRefused(work, call.plan, error)],
  );
  await saveConclusions(work, moved);
  const still = looked.filter(({ error }) => error === null).map(({ call }) => call);
  if (still.length === 0) return null;
  const { written, thrown } = await update(work, object, still);
  const error = await putBack(work, object, {
    calls: written,
    settle: async ({ plan, target }) =>
      concludeDone(work, plan, { crmId: plan.crmId as RemoteId, link: target.link }),
  });
  return thrown ?? error;
}
