import type { Link } from '../ports/index.ts';
import type { PlanningWork } from './connection-work.ts';

/** The CRM records that companies have in the connection, by company. */
export async function companyLinks(
  work: PlanningWork,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, Link>> {
  const links = await work.parts.store.linksOf([...new Set(companyIds)]);
  const own = links.filter(
    ({ connectionId, crmObject }) =>
      connectionId === work.connection.id &&
      work.connector.objects[crmObject]?.represents === 'company',
  );
  return new Map(own.map((link) => [link.recordId, link]));
}
