import type { Read, RemoteId, RemoteRecord } from '../contract/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { loadLinked } from './load-linked.ts';
import { relevantFields } from './relevant-fields.ts';

/** Removed rows that the mirror shows as they were before, and where the next page goes on. */
export interface RemovalsPage {
  readonly rows: readonly MirrorRow[];
  readonly after: RemoteId | null;
}

/** An object whose removed records are listed. */
export type Removals = Required<Pick<Read, 'removals'>>;

const isNews = (held: MirrorRow, { mergedInto }: RemoteRecord): boolean =>
  !held.removed || held.mergedInto !== mergedInto;

/**
 * The mirror's rows of records that the CRM lists as removed. They keep the mirror's own time, so
 * that a record which is restored speaks again as soon as it is read.
 */
export async function removalsPage(
  work: ConnectionWork,
  object: ObjectWork,
  { read, after: from }: { readonly read: Removals; readonly after: RemoteId | null },
): Promise<RemovalsPage> {
  const fields = relevantFields(object, work.mappings);
  const { records, after } = await read.removals(work.context, { fields, after: from });
  const removed = new Map(records.map((record) => [record.id, record]));
  const of = { object: 'person', crmObject: object.name, rows: records } as const;
  const { known } = await loadLinked(work, of);
  const rows = known.flatMap((held) => {
    const record = removed.get(held.id);
    if (record === undefined || !isNews(held, record)) return [];
    const { mergedInto } = record;
    return [{ ...held, removed: true, mergedInto, keys: [], revision: null }];
  });
  return { rows, after };
}
