import type { Write } from '@concord/core/contract';
import { batchMax } from '../limits.ts';
import { removeRecords } from '../remove-records.ts';
import { touched } from '../touched.ts';
import type { ObjectName, ObjectShape } from './object-shape.ts';

/** Removes records that we made and that nobody has touched, nor hung anything on. */
export const removeUntouched = (shape: ObjectShape, hanging: readonly ObjectName[]) =>
  ({
    remove: { batchMax, call: removeRecords(shape) },
    touched: touched(shape, hanging),
  }) satisfies Partial<Write>;
