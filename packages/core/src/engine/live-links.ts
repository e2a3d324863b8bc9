import type { Link, WriteContext } from '../ports/index.ts';

const nameOf = (crmObject: string, crmId: string) => `${crmObject} ${crmId}`;

/** The links whose CRM record is not known to be in the bin: nothing can hang on one that is. */
export function liveLinks({ links, rows }: WriteContext): Link[] {
  const binned = new Set(
    rows.filter(({ removed }) => removed).map((row) => nameOf(row.crmObject, row.id)),
  );
  return links.filter(({ crmObject, crmId }) => !binned.has(nameOf(crmObject, crmId)));
}
