import type { Read } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** Those rows whose record the CRM proves to be removed, as removed; one only hidden stays. */
export async function provenRows(
  work: ConnectionWork,
  read: Read,
  rows: readonly MirrorRow[],
): Promise<MirrorRow[]> {
  if (rows.length === 0 || read.removed === undefined) return [];
  const ids = rows.map(({ id }) => id);
  const proven = new Set(await read.removed(work.context, ids));
  return rows
    .filter(({ id }) => proven.has(id))
    .map((row) => ({ ...row, removed: true, keys: [], revision: null }));
}
