import type { MatchKeyKind, Write } from '@concord/core/contract';
import { findCandidates } from '../find-candidates.ts';
import { getRecords } from '../get-records.ts';
import { matchMax } from '../limits.ts';
import type { ObjectShape } from './object-shape.ts';
import { uniqueKeyField } from './product-fields.ts';

/** Finds records by the kinds of key given, strongest first; of several it takes the latest. */
export const matchBy = (shape: ObjectShape, matchKeys: readonly MatchKeyKind[]) =>
  ({
    matchKeys,
    uniqueKeyField,
    matchMax,
    tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
    match: findCandidates(shape),
    get: getRecords(shape),
  }) satisfies Partial<Write>;
