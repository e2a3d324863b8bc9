import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import { normalizerOf } from '../store/table.ts';
import { resolveFunction } from './date-functions.ts';
import { type Direction, directionOf, orderValues } from './order-values.ts';
import { type Path, resolvePath, type Scope } from './scope.ts';
import { placeOf, refuseAt } from './soql-error.ts';

/** One key of an ORDER BY clause. */
export interface SortKey extends Direction {
  readonly path: Path;
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
};

/** The keys of an ORDER BY clause; refuses unknown and unsortable fields. */
export const sortKeys = (
  scope: Scope,
  clause: OrderByClause | readonly OrderByClause[] | undefined,
): SortKey[] =>
  listOf(clause).map((one) => {
    const path = 'fn' in one ? resolveFunction(scope, one.fn) : resolvePath(scope, one.field);
    if (!path.field.sortable) {
      refuseAt(scope.text, placeOf(scope.text, path.field.name), [
        'MALFORMED_QUERY',
        `field '${path.field.name}' can not be sorted in a query call`,
      ]);
    }
    return { path, ...directionOf(one) };
  });

/** A number that looks random and is always the same for a row: the order of rows that no key tells apart. */
export const tieBreak = (row: number): number => {
  const mixed = Math.imul(row ^ (row >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
};

/** Sorts rows by the keys; ties are in no useful order, as in Salesforce. */
export const sortRows = (rows: number[], keys: readonly SortKey[]): number[] => {
  const columns = keys.map((key) => {
    const normalize = normalizerOf(key.path.field);
    return { key, values: new Map(rows.map((row) => [row, normalize(key.path.read(row))])) };
  });
  return rows.sort((left, right) => {
    for (const { key, values } of columns) {
      const order = orderValues(values.get(left) ?? null, values.get(right) ?? null, key);
      if (order !== 0) return order;
    }
    return tieBreak(left) - tieBreak(right);
  });
};
