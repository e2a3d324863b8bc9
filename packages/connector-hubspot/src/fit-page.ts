import type { RemoteRecord } from '@concord/core/contract';
import { mergedIdsOf, toTombstone } from './merged-ids.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import type { RecordBody } from './parse-answer.ts';

/**
 * Records on a page, at most: those of a search, and for each id that was merged into one of them
 * a record that says so.
 *
 * HubSpot: 250 ids go into one record at most. developers.hubspot.com, read 2026-11-21
 */
export const recordMax = 500;

/** As many records as go on a page, and how many rows they are of: at least one. */
export interface Fitted {
  readonly records: readonly RemoteRecord[];
  readonly rowCount: number;
}

/** The records of rows, each after those that were merged into it, as far as they go on a page. */
export const fitPage = (
  rows: readonly RecordBody[],
  records: readonly RemoteRecord[],
  shape: Pick<ObjectShape, 'mergedIds'>,
): Fitted => {
  const fitted: RemoteRecord[] = [];
  for (const [at, record] of records.entries()) {
    const row = rows[at];
    const oldIds = row === undefined ? [] : mergedIdsOf(row, shape);
    if (at > 0 && fitted.length + oldIds.length + 1 > recordMax) {
      return { records: fitted, rowCount: at };
    }
    fitted.push(...oldIds.map((id) => toTombstone(id, record)), record);
  }
  return { records: fitted, rowCount: records.length };
};
