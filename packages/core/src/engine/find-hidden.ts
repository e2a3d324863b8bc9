import type { RemoteId } from '../contract/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import type { WriteTarget } from './write-target.ts';

/** Linked records that answer to nothing any more, whoever made them. */
const vanished = (targets: readonly WriteTarget[]): RemoteId[] =>
  targets.flatMap(({ candidates, link }) =>
    candidates.length === 0 && link !== null ? [link.crmId] : [],
  );

/**
 * Ids of linked records that the CRM neither shows nor proves removed, as when sharing was taken
 * away: what cannot be seen may still be there, and is not made a second time (R-DUP-2).
 */
export async function findHidden(
  work: PlanningWork,
  object: ObjectWork,
  targets: readonly WriteTarget[],
): Promise<ReadonlySet<RemoteId>> {
  const { read, write } = object.remote;
  const hidden = new Set(vanished(targets));
  if (hidden.size === 0 || read?.removed === undefined || write === undefined) return new Set();
  const ids = [...hidden];
  for (let start = 0; start < ids.length; start += write.matchMax) {
    const some = ids.slice(start, start + write.matchMax);
    const shown = await write.get(work.context, { ids: some, fields: [] });
    for (const record of shown) if (record !== null) hidden.delete(record.id);
    const unseen = some.filter((id) => hidden.has(id));
    const removed = unseen.length === 0 ? [] : await read.removed(work.context, unseen);
    for (const id of removed) hidden.delete(id);
  }
  return hidden;
}
