import type { Change } from '@concord/testkit/simulator';

/** Whether a value says nothing. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === 'string' && value.trim() === '');

/** One record by name: in HubSpot the ids of two objects may be the same. */
export const recordOf = ({ object, id }: Pick<Change, 'object' | 'id'>): string =>
  `${object} ${id}`;

/** One field of one record. */
export const placeOf = (change: Change): string => `${recordOf(change)} ${change.field}`;
