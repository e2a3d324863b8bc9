import type { Fields, RemoteId } from '../contract/index.ts';
import { sameValue, withoutRestored } from '../policy/index.ts';
import type { Link, Plan, WriteConclusion } from '../ports/index.ts';
import type { CompensatedObject } from './compensated.ts';
import { concludeDone, concludeUnsent } from './conclusions.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { endsRun } from './make-call.ts';
import { putBack } from './put-back.ts';

/** A plan whose answer is lost, and the link of its record so far. */
export interface LostPlan {
  readonly plan: Plan;
  readonly link: Link | null;
}

/** Which of an update's own values a record shows, and whether that is all of them. */
interface Shown {
  readonly id: RemoteId;
  readonly held: Fields;
  readonly isWhole: boolean;
}

/** What a record shows of the values that a lost update was to set; `null` when it is gone. */
async function readBack(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Plan,
): Promise<Shown | null> {
  const { write } = object.remote;
  if (write === undefined || plan.crmId === null) return null;
  const own = withoutRestored(plan.fields, plan.verdicts);
  const fields = Object.keys(own);
  const [record] = await write.get(work.context, { ids: [plan.crmId], fields });
  if (!record || record.removed) return null;
  const described = new Map(object.description.fields.map((field) => [field.name, field]));
  const held = Object.entries(own).filter(([name, value]) => {
    const field = described.get(name);
    return field !== undefined && sameValue(record.fields[name] ?? null, value, field);
  });
  const isWhole = held.length === fields.length;
  return { id: record.id, held: Object.fromEntries(held), isWhole };
}

/**
 * A lost update is done where the CRM shows all its values. A task may show some of them, because a
 * person changed the others since: those it shows are ours all the same (R-OVERWRITE-2).
 */
export async function concludeUpdate(
  work: ConnectionWork,
  object: ObjectWork,
  { plan, link }: LostPlan,
): Promise<WriteConclusion> {
  const seen = await readBack(work, object, plan);
  const unsent = concludeUnsent(plan, work.parts.clock.now());
  if (seen === null) return unsent;
  if (seen.isWhole) return concludeDone(work, plan, { crmId: seen.id, link });
  const isOurs = plan.object === 'task' && link?.crmId === seen.id;
  return isOurs
    ? { ...unsent, link: { ...link, written: { ...link.written, ...seen.held } } }
    : unsent;
}

/**
 * Puts back what a lost update replaced, where the CRM itself does not guard updates, and then asks
 * what became of it. An error that other plans would meet too is thrown.
 */
export async function recoverCompensated(
  work: ConnectionWork,
  object: CompensatedObject,
  { plan, link }: LostPlan,
): Promise<void> {
  const error = await putBack(work, object, {
    calls: [{ plan, target: { link } }],
    settle: (call) => concludeUpdate(work, object, { plan: call.plan, link }),
  });
  if (error !== null && (endsRun(error) || error.code === 'unavailable')) throw error;
}
