import type { RemoteId } from '../contract/index.ts';
import { applyApart } from './apply-apart.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { provenRows } from './proven-rows.ts';

/** Records asked about at once: a due read waits for one page at most. */
const pageMax = 1_000;

/**
 * Asks what one page of mirrored records has become, where the CRM lists no ids to compare the
 * mirror with: what was deleted for good is in no bin either. Answers the last record of the page,
 * `null` when there are no more.
 */
export async function provePage(
  work: ConnectionWork,
  object: ObjectWork,
  after: RemoteId | null,
): Promise<RemoteId | null> {
  const { read } = object.remote;
  const isCompared = read?.removed === undefined || read.ids !== undefined;
  if (isCompared || !object.description.allows.read) return null;
  checkQuota(work);
  const rows = await work.parts.store.listMirror({
    connectionId: work.connection.id,
    crmObject: object.name,
    after,
    limit: pageMax,
  });
  const there = rows.filter(({ removed }) => !removed);
  await applyApart(work, object, await provenRows(work, read, there));
  return rows.length < pageMax ? null : (rows.at(-1)?.id ?? null);
}
