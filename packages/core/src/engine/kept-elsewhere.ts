import type { MirrorRow, ReadContext } from '../ports/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { identityOf } from './identity-of.ts';

/** A page, and what is stored around it. */
interface Page {
  readonly rows: readonly MirrorRow[];
  readonly context: ReadContext;
}

/** Keys that live rows of the page had before and have no more. */
function lostKeys(object: ObjectWork, { rows, context }: Page) {
  const kind = identityOf(object);
  const live = rows.filter(({ removed }) => !removed);
  const fresh = new Map(live.map(({ id, keys }) => [id, new Set(keys.map(({ value }) => value))]));
  return context.known.flatMap(({ id, keys }) =>
    keys.filter((key) => key.kind === kind && fresh.get(id)?.has(key.value) === false),
  );
}

/** Records that have a CRM record no read has shown yet: it was made under a key they had. */
async function withUnread(
  { parts: { store } }: ConnectionWork,
  records: readonly PlatformRecord[],
): Promise<PlatformRecord[]> {
  const links = await store.linksOf(records.map(({ id }) => id));
  const unread = new Set<string>();
  for (const [connectionId, own] of Map.groupBy(links, (link) => link.connectionId)) {
    const recordIds = own.map(({ recordId }) => recordId);
    const { rows } = await store.loadWriteContext({ connectionId, recordIds, keys: [] });
    const read = new Set(rows.map(({ crmObject, id }) => `${crmObject} ${id}`));
    for (const { crmObject, crmId, recordId } of own) {
      if (!read.has(`${crmObject} ${crmId}`)) unread.add(recordId);
    }
  }
  return records.filter(({ id }) => unread.has(id));
}

/**
 * Keys that the page lost, as far as other records still have them: those of other connections, and
 * those that we made and have not read since.
 */
export async function keptElsewhere(
  work: ConnectionWork,
  object: ObjectWork,
  page: Page,
): Promise<ReadonlySet<string>> {
  const lost = lostKeys(object, page);
  if (lost.length === 0) return new Set();
  const values = new Set(lost.map(({ value }) => value));
  const owners = page.context.platform.filter(({ keys }) => keys.some((key) => values.has(key)));
  const [elsewhere, unread] = await Promise.all([
    work.parts.store.keysElsewhere(work.connection.id, lost),
    withUnread(work, owners),
  ]);
  return new Set([...elsewhere, ...unread.flatMap(({ keys }) => keys)]);
}
