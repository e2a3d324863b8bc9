import { toInstant, type Instant } from '@concord/core/contract';
import { malformedAnswer } from './errors.ts';
import { settleMs } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';

/** When HubSpot answered, by its own clock: a cursor never comes from ours. */
export const timeOf = (servedAt: Instant | null, { name }: Pick<ObjectShape, 'name'>): Instant => {
  if (servedAt === null) throw malformedAnswer(`read ${name}`, 'the answer has no date', false);
  return servedAt;
};

/** The time before which every change can be found by a search at a time. */
export const overlapBefore = (time: Instant): Instant => toInstant(Date.parse(time) - settleMs);
