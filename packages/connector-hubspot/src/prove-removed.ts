import type { Context, RemoteId } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { rowsById } from './rows-by-id.ts';

/**
 * Those of `ids` that are no live record, merged ones among them: an app sees every record of an
 * object, and a read by id is never behind; see `Read.removed`.
 */
export const proveRemoved =
  (shape: ObjectShape) =>
  async (context: Context, ids: readonly RemoteId[]): Promise<RemoteId[]> => {
    const rows = await rowsById(context, shape, { ids, properties: [] });
    const live = new Set<string>(rows.map(({ id }) => id));
    return ids.filter((id) => !live.has(id));
  };
