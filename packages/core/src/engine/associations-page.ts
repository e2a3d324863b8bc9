import type { Associations, Lookup, RemoteId } from '../contract/index.ts';
import { isLive, valueAt } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import { applyApart } from './apply-apart.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { askAssociated, withAssociations } from './with-associations.ts';

/** Records asked about at once: a due read waits for one page at most. */
const pageMax = 1_000;

/** People whose primary company is another one than their row says, with the one that it is. */
async function movedRows(
  work: ConnectionWork,
  from: { readonly associations: Associations; readonly company: Lookup },
  rows: readonly MirrorRow[],
): Promise<MirrorRow[]> {
  const { field, object: to } = from.company;
  const ids = rows.map(({ id }) => id);
  const companies = await askAssociated(work, from.associations, { ids, to });
  return rows.flatMap((row) => {
    const [primary = null] = companies.get(row.id) ?? [];
    if (primary === (valueAt(row.fields, field) ?? null)) return [];
    return [{ ...row, fields: { ...row.fields, [field]: primary } }];
  });
}

/** The rows that the CRM's associations say something new of. */
async function associatedRows(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<readonly MirrorRow[]> {
  const { associations, company, represents } = object.remote;
  if (associations === undefined) return [];
  if (represents === 'opportunity') return withAssociations(work, object, rows);
  if (company === null || !associations.to.includes(company.object)) return [];
  return movedRows(work, { associations, company }, rows);
}

/**
 * Asks what one page of mirrored records belongs to, which the CRM changes without changing them
 * (R-TIME-2); answers the last record of the page, `null` when there are no more.
 */
export async function associationsPage(
  work: ConnectionWork,
  object: ObjectWork,
  after: RemoteId | null,
): Promise<RemoteId | null> {
  if (object.remote.associations === undefined || !object.description.allows.read) return null;
  const known = await work.parts.store.listMirror({
    connectionId: work.connection.id,
    crmObject: object.name,
    after,
    limit: pageMax,
  });
  const rows = await associatedRows(work, object, known.filter(isLive));
  await applyApart(work, object, rows);
  return known.length < pageMax ? null : (known.at(-1)?.id ?? null);
}
