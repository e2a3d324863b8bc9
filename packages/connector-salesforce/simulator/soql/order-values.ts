import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { Value } from '../store/table.ts';

/** Which way a key of ORDER BY sorts. */
export interface Direction {
  readonly isDescending: boolean;
  /** Salesforce: nulls come first unless NULLS LAST is said, whichever the direction. */
  readonly nullsLast: boolean;
}

/** The direction that a key's own words give. */
export const directionOf = ({ order, nulls }: OrderByClause): Direction => ({
  isDescending: order === 'DESC',
  nullsLast: nulls === 'LAST',
});

/** Which of two values comes first: below zero for the left one. */
export const orderValues = (left: Value, right: Value, direction: Direction): number => {
  if (left === right) return 0;
  if (left === null || right === null) return (left === null) === direction.nullsLast ? 1 : -1;
  return left < right === direction.isDescending ? 1 : -1;
};
