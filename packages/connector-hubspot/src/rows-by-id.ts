import type { Context, RemoteId } from '@concord/core/contract';
import { readBatch, type BatchRead } from './batch-read.ts';
import { batchMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import type { RecordBody } from './parse-answer.ts';

/** Which records are read, from where, and what of them. */
export interface ByIds extends Pick<BatchRead, 'properties' | 'archived'> {
  readonly ids: readonly RemoteId[];
}

/** Records by their ids, in as many calls as it takes; see `readBatch`. */
export const rowsById = async (
  context: Context,
  shape: ObjectShape,
  { ids, ...asked }: ByIds,
): Promise<RecordBody[]> => {
  const rows: RecordBody[] = [];
  const each = [...new Set(ids)];
  for (let at = 0; at < each.length; at += batchMax) {
    const inputs = each.slice(at, at + batchMax);
    rows.push(...(await readBatch(context, shape, { ...asked, inputs })));
  }
  return rows;
};
