import { hashText } from './hash-text.ts';
import type { FilterScope } from './compile-filter.ts';
import { timeOf } from './time-of.ts';
import type { Order } from './parse-search.ts';

const byNumber = (
  rows: readonly number[],
  read: (row: number) => number,
  sign: number,
): number[] => {
  const keyed = rows.map((row) => ({ row, key: read(row), tie: hashText(String(row)) }));
  keyed.sort((one, other) => {
    if (Number.isNaN(one.key) || Number.isNaN(other.key))
      return Number(Number.isNaN(one.key)) - Number(Number.isNaN(other.key)) || one.tie - other.tie;
    return (one.key - other.key) * sign || one.tie - other.tie;
  });
  return keyed.map(({ row }) => row);
};

const byText = (
  rows: readonly number[],
  read: (row: number) => string | null,
  sign: number,
): number[] => {
  const keyed = rows.map((row) => ({
    row,
    key: read(row)?.toLowerCase() ?? null,
    tie: hashText(String(row)),
  }));
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null)
      return Number(one.key === null) - Number(other.key === null) || one.tie - other.tie;
    if (one.key === other.key) return one.tie - other.tie;
    return one.key < other.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
};

/** Rows in the order asked for; those without a value come last, ties in an order that no property explains. */
export const sortRows = (scope: FilterScope, rows: readonly number[], order: Order): number[] => {
  const { portal, type, index } = scope;
  const { propertyName, isDescending } = order;
  if (propertyName === 'hs_object_id') return isDescending ? rows.toReversed() : [...rows];
  const sign = isDescending ? -1 : 1;
  const kind = portal.property(type.name, propertyName)?.type;
  if (kind === 'number') return byNumber(rows, index.number(propertyName, Number), sign);
  if (kind === 'datetime' || kind === 'date')
    return byNumber(rows, index.number(propertyName, timeOf), sign);
  return byText(rows, index.text(propertyName), sign);
};
