import type { Link } from '../ports/index.ts';
import type { PlanningWork } from './connection-work.ts';
import { liveLinks } from './live-links.ts';

/** The CRM records that companies have in the connection, by company; none in the bin. */
export async function companyLinks(
  work: PlanningWork,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, Link>> {
  const context = await work.parts.store.loadWriteContext({
    connectionId: work.connection.id,
    recordIds: [...new Set(companyIds)],
    keys: [],
  });
  const own = liveLinks(context).filter(
    ({ crmObject }) => work.connector.objects[crmObject]?.represents === 'company',
  );
  return new Map(own.map((link) => [link.recordId, link]));
}
