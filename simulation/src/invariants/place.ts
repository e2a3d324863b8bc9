import type { Change } from '@concord/testkit/simulator';

/** Whether a value says nothing. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === 'string' && value.trim() === '');

/** One field of one record. */
export const placeOf = ({ id, field }: Change): string => `${id} ${field}`;
