import type { MirrorRow } from '../ports/index.ts';
import { applyRows } from './apply-rows.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { planPage } from './plan-page.ts';

/** Takes in rows that no page of changes brought: the checkpoint stays where it is. */
export async function applyApart(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const planned = await planPage(work, object, rows);
  await applyRows(work, object, { planned, checkpoint: null });
}
