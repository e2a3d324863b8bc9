import { planOpportunities } from '../policy/index.ts';
import type { PlannedPage } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { loadLinked } from './load-linked.ts';
import { mappingsOf } from './mappings-of.ts';

/** Plans a page of opportunities (R-OPP-1). */
export async function planOpportunityPage(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<PlannedPage> {
  const context = await loadLinked(work, { object: 'opportunity', crmObject: object.name, rows });
  const plan = planOpportunities({
    connectionId: work.connection.id,
    crmObject: object.name,
    rows,
    context,
    mappings: mappingsOf(work.mappings, object.name),
    description: object.description,
    company: object.remote.company,
    isAssociated: object.remote.associations !== undefined,
    now: work.parts.clock.now(),
    ids: rows.map(() => work.parts.random.id()),
  });
  return { rows, context, plan };
}
