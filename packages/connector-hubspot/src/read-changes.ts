import type { Context, ReadPage, ReadRequest } from '@concord/core/contract';
import { changesPage } from './changes-page.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listPage } from './list-page.ts';
import { listRows } from './list-rows.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { timeOf } from './server-time.ts';

/**
 * One page of all records, and after their end of what changed since, pass after pass; see
 * `Read.page` and `Position`.
 */
export const readChanges =
  (shape: ObjectShape) =>
  async (context: Context, { fields, after }: ReadRequest): Promise<ReadPage> => {
    const reading = { shape, fields };
    const position = after === null ? null : readCursor(after);
    if (position === null && shape.history === 'none') return beginNow(context, shape);
    if (position === null || 'list' in position) return listPage(context, reading, position);
    return changesPage(context, reading, position);
  };

/** No records, and what changes from here on. */
const beginNow = async (context: Context, shape: ObjectShape): Promise<ReadPage> => {
  const asked = { properties: [], after: null, limit: 1 };
  const from = timeOf((await listRows(context, shape, asked)).servedAt, shape);
  return { records: [], cursor: writeCursor({ from, until: null, above: null }), more: false };
};
