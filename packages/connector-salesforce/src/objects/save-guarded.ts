import type { Write } from '@concord/core/contract';
import { collectionMax, compositeMax } from '../limits.ts';
import { updateGuarded } from '../update-guarded.ts';
import { createRecords, updateRecords } from '../write-records.ts';
import type { ObjectShape } from './object-shape.ts';

/** Creates and updates records that people type into as well. */
export const saveGuarded = (shape: ObjectShape) =>
  ({
    create: { batchMax: collectionMax, call: createRecords(shape) },
    update: { batchMax: collectionMax, call: updateRecords(shape) },
    guard: { kind: 'atomic', batchMax: compositeMax, call: updateGuarded(shape) },
  }) satisfies Partial<Write>;
