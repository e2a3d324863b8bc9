import type { RemoteId, RemoteRecord, Write } from '../contract/index.ts';
import { isEmpty, isLive } from '../policy/index.ts';
import type { ObjectWork, PlanningWork } from './connection-work.ts';
import { inPortions } from './in-portions.ts';
import type { UndoTarget } from './load-undo.ts';

/** An object, and how its records are written. */
export type WrittenObjectWork = ObjectWork & { readonly write: Write };

/** A target, and what the CRM says of its record just now. */
export interface LookedUndo {
  readonly target: UndoTarget;
  /** `null` when it is gone. */
  readonly current: RemoteRecord | null;
  /** `null` where it cannot be removed, or need not be. */
  readonly isTouched: boolean | null;
}

const idsOf = (targets: readonly UndoTarget[]): RemoteId[] => [
  ...new Set(targets.map(({ crmId }) => crmId)),
];

const isCreated = ({ outcomes }: UndoTarget) => outcomes.some(({ status }) => status === 'created');

/** The fields that were written and the one of the company, as far as our user sees them. */
function fieldsOf({ description, remote }: ObjectWork, targets: readonly UndoTarget[]): string[] {
  const written = new Set(
    targets.flatMap(({ outcomes }) => outcomes.flatMap((one) => Object.keys(one.written))),
  );
  if (remote.company !== null) written.add(remote.company.field);
  return description.fields.map(({ name }) => name).filter((name) => written.has(name));
}

async function touchedOf(
  work: PlanningWork,
  write: Write,
  targets: readonly UndoTarget[],
): Promise<ReadonlyMap<RemoteId, boolean>> {
  const ids = idsOf(targets.filter(isCreated));
  const isTold = write.touched !== undefined && write.remove !== undefined;
  if (!isTold || ids.length === 0) return new Map();
  const { userId } = work.connection;
  const answers = await inPortions(
    ids,
    write.matchMax,
    async (some) => (await write.touched?.(work.context, { ids: some, userId })) ?? [],
  );
  return new Map(ids.map((id, at) => [id, answers[at] ?? true]));
}

/**
 * Whether a record that we created belongs to a company that we did not write: where a CRM keeps
 * that apart from its fields, nothing says who did.
 */
function isMoved(
  { remote: { company } }: ObjectWork,
  { outcomes }: UndoTarget,
  current: RemoteRecord | null,
): boolean {
  if (company === null || current === null) return false;
  const held = current.fields[company.field] ?? null;
  return !isEmpty(held) && !outcomes.some(({ written }) => written[company.field] === held);
}

/** Asks the CRM itself about every record of an undo: nothing is undone on the mirror's word. */
export async function lookAtUndo(
  work: PlanningWork,
  object: WrittenObjectWork,
  targets: readonly UndoTarget[],
): Promise<LookedUndo[]> {
  const ids = idsOf(targets);
  const fields = fieldsOf(object, targets);
  const records = await inPortions(ids, object.write.matchMax, (some) =>
    object.write.get(work.context, { ids: some, fields }),
  );
  const byId = new Map(ids.map((id, at) => [id, records[at] ?? null]));
  const touched = await touchedOf(work, object.write, targets);
  return targets.map((target) => {
    const record = byId.get(target.crmId) ?? null;
    const current = record !== null && isLive(record) ? record : null;
    const isTouched = touched.get(target.crmId) ?? null;
    return {
      target,
      current,
      isTouched: isTouched === null ? null : isTouched || isMoved(object, target, current),
    };
  });
}
