import type { Associations, RemoteId, RemoteRecord } from '@concord/core/contract';
import { callOn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

/** A lookup follows the association and tells it; other objects' are kept for themselves. */
function associatedWith({ shape, state }: CrmTable, id: RemoteId, to: string): RemoteId[] {
  const { company } = shape;
  if (company?.object !== to) return state.associated(id, to);
  const primary = state.get(id)?.fields[company.field];
  return typeof primary === 'string' ? [primary as RemoteId] : [];
}

/** The record with all that it belongs to. */
export const tellAssociated = (table: CrmTable, record: RemoteRecord): RemoteRecord => ({
  ...record,
  associated: Object.fromEntries(
    table.shape.associates.map((to) => [to, associatedWith(table, record.id, to)]),
  ),
});

/** What records of an object belong to; `undefined` where their own fields say so. */
export const associationsOf = (table: CrmTable): Associations | undefined =>
  table.shape.associates.length === 0
    ? undefined
    : {
        to: table.shape.associates,
        batchMax: 20,
        call: (context, { ids, to }) =>
          table.carry(context, callOn(table, 'associations'), () =>
            ids.map((id) => associatedWith(table, id, to)),
          ),
      };
