import type { Read, ReadPage, ReadRequest, RemoteId } from '@concord/core/contract';
import { toCursor } from '@concord/core/contract';
import { callOn, pick, seenIn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

const pageMax = 50;

const begin = ({ state, shape }: CrmTable) => (shape.reads === 'new' ? state.version() : 0);

function readPage(table: CrmTable, { fields, after }: ReadRequest): ReadPage {
  const from = after === null ? begin(table) : Number(after);
  const changed = seenIn(table).filter((record) => Number(record.revision) > from);
  const records = changed.slice(0, pageMax).map((record) => pick(record, fields));
  const cursor = toCursor(records.at(-1)?.revision ?? String(from));
  return { records, cursor, more: changed.length > pageMax };
}

function listIds(table: CrmTable, after: RemoteId | null) {
  const all = seenIn(table)
    .filter(({ removed }) => !removed)
    .map(({ id }) => id)
    .filter((id) => after === null || id > after)
    .toSorted();
  return { ids: all.slice(0, pageMax), more: all.length > pageMax };
}

/** How the records of an object are read; `undefined` for one that is not. */
export const readOf = (table: CrmTable): Read | undefined =>
  table.shape.reads === null
    ? undefined
    : {
        pageMax,
        settleMs: 0,
        page: (_, request) => table.carry(callOn(table, 'read'), () => readPage(table, request)),
        ids: (_, after) => table.carry(callOn(table, 'ids'), () => listIds(table, after)),
        removed: (_, ids) =>
          table.carry(callOn(table, 'removed'), () =>
            ids.filter((id) => table.state.get(id)?.removed ?? true),
          ),
      };
