import type { FieldNames, IdPage, RemoteId, RemovedPage } from '@concord/core/contract';
import { pageMax, pick, seenIn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

/** Ids of live records, page by page. */
export function listIds(table: CrmTable, after: RemoteId | null): IdPage {
  const all = seenIn(table)
    .filter(({ removed }) => !removed)
    .map(({ id }) => id)
    .filter((id) => after === null || id > after)
    .toSorted();
  return { ids: all.slice(0, pageMax), more: all.length > pageMax };
}

/** Removed records by id, page by page. */
export function listRemovals(
  table: CrmTable,
  { fields, after }: { readonly fields: FieldNames; readonly after: RemoteId | null },
): RemovedPage {
  const all = seenIn(table)
    .filter(({ id, removed }) => removed && (after === null || id > after))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const records = all.slice(0, pageMax).map((record) => pick(record, fields));
  return { records, after: all.length > pageMax ? (records.at(-1)?.id ?? null) : null };
}
