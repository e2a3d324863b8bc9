import type { Table } from '../store/table.ts';
import type { ApiCall } from './api-types.ts';
import { notFound } from './replies.ts';

/** The row of a record that a user may see; refuses with 404. */
export const visibleRow = (call: ApiCall, table: Table, id: string): number => {
  const row = table.rowOf(id);
  const isSeen =
    row !== undefined &&
    table.isLive(row) &&
    !call.state.org.isHidden(call.userId, table.object.name, row);
  return isSeen ? row : notFound();
};
