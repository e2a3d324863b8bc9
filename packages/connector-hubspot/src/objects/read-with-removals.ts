import type { Read } from '@concord/core/contract';
import { recordMax } from '../fit-page.ts';
import { settleMs } from '../limits.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import { readRemoved } from '../read-removed.ts';
import type { ObjectShape } from './object-shape.ts';

/** Reads an object whose archived records no search shows, and the recycle bin keeps for a time. */
export const readWithRemovals = (shape: ObjectShape) =>
  ({
    pageMax: recordMax,
    settleMs,
    page: readChanges(shape),
    removals: readRemoved(shape),
    removed: proveRemoved(shape),
  }) satisfies Read;
