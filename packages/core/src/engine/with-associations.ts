import type { Associations, RemoteId, RemoteRecord } from '../contract/index.ts';
import { isLive } from '../policy/index.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';

/** What each record belongs to of one object, the primary one first; asked in as few calls as can be. */
export async function askAssociated(
  work: ConnectionWork,
  associations: Associations,
  { ids, to }: { readonly ids: readonly RemoteId[]; readonly to: string },
): Promise<Map<RemoteId, readonly RemoteId[]>> {
  const found = new Map<RemoteId, readonly RemoteId[]>();
  const { batchMax } = associations;
  for (let start = 0; start < ids.length; start += batchMax) {
    checkQuota(work);
    const some = ids.slice(start, start + batchMax);
    const lists = await associations.call(work.context, { ids: some, to });
    some.forEach((id, at) => found.set(id, lists[at] ?? []));
  }
  return found;
}

/** The records with all that they belong to: asked for where reading them did not tell. */
export async function withAssociations<Row extends RemoteRecord>(
  work: ConnectionWork,
  { remote: { associations } }: ObjectWork,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  let told = rows;
  for (const to of associations?.to ?? []) {
    const silent = told.filter((row) => isLive(row) && row.associated?.[to] === undefined);
    if (associations === undefined || silent.length === 0) continue;
    const ids = silent.map(({ id }) => id);
    const found = await askAssociated(work, associations, { ids, to });
    told = told.map((row) => {
      const list = found.get(row.id);
      return list === undefined ? row : { ...row, associated: { ...row.associated, [to]: list } };
    });
  }
  return told;
}
