import type { Write } from '@concord/core/contract';
import { companyField } from '../draft-links.ts';
import { readHistory } from '../history.ts';
import { batchMax, historyMax } from '../limits.ts';
import { createRecords, updateRecords } from '../write-records.ts';
import type { ObjectShape } from './object-shape.ts';

/** Creates and updates records that people type into as well. */
export const saveGuarded = (shape: ObjectShape) =>
  ({
    create: { batchMax, call: createRecords(shape) },
    // A contact's company is an association, which a change only adds to.
    update: { batchMax, keeps: [companyField], call: updateRecords(shape) },
    guard: { kind: 'compensating', historyMax, history: readHistory(shape) },
  }) satisfies Partial<Write>;
