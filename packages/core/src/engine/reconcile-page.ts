import type { IdPage, Read, RemoteId, RemoteRecord } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import { applyApart } from './apply-apart.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { toMirrorRows } from './mirror-rows.ts';
import { relevantFields } from './relevant-fields.ts';
import { provenRows } from './proven-rows.ts';
import { removalsPage, type Removals } from './removals-page.ts';

/** Mirror rows looked at in one query. */
const rowsMax = 5_000;

/** What the mirror holds between two ids, the first left out; `null` is the end. */
async function mirrored(
  work: ConnectionWork,
  object: ObjectWork,
  range: { readonly after: RemoteId | null; readonly upTo: RemoteId | null },
): Promise<MirrorRow[]> {
  const rows: MirrorRow[] = [];
  for (let after = range.after; ;) {
    const some = await work.parts.store.listMirror({
      connectionId: work.connection.id,
      crmObject: object.name,
      after,
      limit: rowsMax,
    });
    const within = some.filter(({ id }) => range.upTo === null || id <= range.upTo);
    rows.push(...within);
    const last = some.at(-1);
    if (last === undefined || within.length < some.length || some.length < rowsMax) return rows;
    after = last.id;
  }
}

/** Records that the CRM has and the mirror does not. */
async function missedRecords(
  work: ConnectionWork,
  object: ObjectWork,
  ids: readonly RemoteId[],
): Promise<RemoteRecord[]> {
  const { write, represents } = object.remote;
  if (write === undefined || (represents !== 'company' && represents !== 'person')) return [];
  const fields = relevantFields(object, work.mappings);
  const records: RemoteRecord[] = [];
  for (let start = 0; start < ids.length; start += write.matchMax) {
    const some = ids.slice(start, start + write.matchMax);
    const found = await write.get(work.context, { ids: some, fields });
    records.push(...found.filter((record) => record !== null));
  }
  return records;
}

async function compare(
  work: ConnectionWork,
  object: ObjectWork,
  page: { readonly read: Read; readonly ids: IdPage; readonly after: RemoteId | null },
): Promise<void> {
  const { ids, more } = page.ids;
  const rows = await mirrored(work, object, {
    after: page.after,
    upTo: more ? (ids.at(-1) ?? null) : null,
  });
  const there = new Set(ids);
  const known = new Set(rows.map(({ id }) => id));
  const vanished = rows.filter((row) => !row.removed && !there.has(row.id));
  const removed = await provenRows(work, page.read, vanished);
  const missed = await missedRecords(
    work,
    object,
    ids.filter((id) => !known.has(id)),
  );
  await applyApart(work, object, [...removed, ...(await toMirrorRows(work, object, missed))]);
}

/** Removes what the CRM lists as removed; answers where the list goes on. */
async function reconcileRemovals(
  work: ConnectionWork,
  object: ObjectWork,
  from: { readonly read: Removals; readonly after: RemoteId | null },
): Promise<RemoteId | null> {
  const { rows, after } = await removalsPage(work, object, from);
  await applyApart(work, object, rows);
  return after;
}

const listsRemovals = (read: Read): read is Read & Removals => read.removals !== undefined;

/**
 * Compares one stretch of the CRM with the mirror: what was removed without a trace in the changes
 * is removed here too, once the CRM proves it; what reading missed is taken in. Where the CRM lists
 * what was removed, that list is gone through. Answers the last id, `null` at the end.
 */
export async function reconcilePage(
  work: ConnectionWork,
  object: ObjectWork,
  after: RemoteId | null,
): Promise<RemoteId | null> {
  const { read } = object.remote;
  if (read === undefined || !object.description.allows.read) return null;
  checkQuota(work);
  if (listsRemovals(read)) return reconcileRemovals(work, object, { read, after });
  if (read.ids === undefined) return null;
  const ids = await read.ids(work.context, after);
  await compare(work, object, { read, ids, after });
  return ids.more ? (ids.ids.at(-1) ?? null) : null;
}
