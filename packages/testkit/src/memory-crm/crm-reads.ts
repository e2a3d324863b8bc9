import type { Cursor, Read, ReadPage, ReadRequest, RemoteRecord } from '@concord/core/contract';
import { toCursor } from '@concord/core/contract';
import { tellAssociated } from './crm-associations.ts';
import { listIds, listRemovals } from './crm-bin.ts';
import { callOn, pageMax, pick, seenIn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

const begin = ({ state, shape }: CrmTable) => (shape.reads === 'new' ? state.version() : 0);

const isShown = ({ shape }: CrmTable, { removed }: RemoteRecord) =>
  shape.removed === 'shown' || !removed;

/** Only the first page of all tells what records belong to, as a full listing does. */
const told = (table: CrmTable, record: RemoteRecord, after: Cursor | null) =>
  after === null && table.shape.associates.length > 0 ? tellAssociated(table, record) : record;

function readPage(table: CrmTable, { fields, after }: ReadRequest): ReadPage {
  const from = after === null ? begin(table) : Number(after);
  const changed = seenIn(table)
    .filter((record) => isShown(table, record))
    .filter((record) => Number(record.revision) > from);
  const page = changed.slice(0, pageMax);
  const records = page.map((record) => told(table, pick(record, fields), after));
  const cursor = toCursor(records.at(-1)?.revision ?? String(from));
  return { records, cursor, more: changed.length > pageMax };
}

const removedOf =
  (table: CrmTable): Required<Read>['removed'] =>
  (context, ids) =>
    table.carry(context, callOn(table, 'removed'), () =>
      ids.filter((id) => table.state.get(id)?.removed ?? true),
    );

/** How records are found that were removed without a trace in the changes. */
const binOf = (table: CrmTable): Pick<Read, 'ids' | 'removals'> =>
  table.shape.removed === 'listed'
    ? {
        removals: (context, request) =>
          table.carry(context, callOn(table, 'removals'), () => listRemovals(table, request)),
      }
    : {
        ids: (context, after) =>
          table.carry(context, callOn(table, 'ids'), () => listIds(table, after)),
      };

/** How the records of an object are read; `undefined` for one that is not. */
export const readOf = (table: CrmTable): Read | undefined =>
  table.shape.reads === null
    ? undefined
    : {
        pageMax,
        settleMs: 0,
        page: (context, request) =>
          table.carry(context, callOn(table, 'read'), () => readPage(table, request)),
        removed: removedOf(table),
        ...binOf(table),
      };
