import { toRemoteId, type Context, type Read, type RemovedPage } from '@concord/core/contract';
import { listRows } from './list-rows.ts';
import { mergedIdsOf, toTombstone } from './merged-ids.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectedProperties, toRecords } from './to-records.ts';

/** One page of the recycle bin, and what was merged into its records; see `Read.removals`. */
export const readRemoved =
  (shape: ObjectShape): Required<Read>['removals'] =>
  async (context: Context, { fields, after }): Promise<RemovedPage> => {
    const reading = { shape, fields };
    const properties = selectedProperties(reading);
    const { rows, next } = await listRows(context, shape, { properties, after, archived: true });
    const records = await toRecords(context, rows, reading);
    const merged = rows.flatMap((row, at) => {
      const survivor = records[at];
      return survivor === undefined
        ? []
        : mergedIdsOf(row, shape).map((id) => toTombstone(id, survivor));
    });
    return { records: [...merged, ...records], after: next === null ? null : toRemoteId(next) };
  };
