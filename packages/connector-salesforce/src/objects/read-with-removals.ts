import type { Read } from '@concord/core/contract';
import { pageMax, settleMs } from '../limits.ts';
import { listIds } from '../list-ids.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import type { ObjectShape } from './object-shape.ts';

/** Reads an object whose removed rows stay in the bin for a time, and then leave no trace. */
export const readWithRemovals = (shape: ObjectShape) =>
  ({
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  }) satisfies Read;
