import type { Write } from '@concord/core/contract';
import { collectionMax } from '../limits.ts';
import { removeRecords } from '../remove-records.ts';
import { touched, type Hanging } from '../touched.ts';
import type { ObjectShape } from './object-shape.ts';

/** Removes records that we made and that nobody has touched, nor hung anything on. */
export const removeUntouched = (shape: ObjectShape, hanging: readonly Hanging[]) =>
  ({
    remove: { batchMax: collectionMax, call: removeRecords(shape) },
    touched: touched(shape, hanging),
  }) satisfies Partial<Write>;
