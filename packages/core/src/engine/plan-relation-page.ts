import { planRelations } from '../policy/index.ts';
import type { PlannedPage } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { loadLinked } from './load-linked.ts';

/** Plans a page of an object that only brings other records together. */
export async function planRelationPage(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<PlannedPage> {
  const { relates } = object.remote;
  if (relates === undefined) throw new Error(`${object.name} does not say what it relates`);
  const context = await loadLinked(work, { object: 'opportunity', crmObject: object.name, rows });
  return { rows, context, plan: planRelations({ rows, context, relates }) };
}
