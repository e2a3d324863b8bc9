import { rowAfterId } from '../store/record-ids.ts';
import type { FilterScope } from './compile-filter.ts';
import type { Filter } from './parse-search.ts';

const lookedUp: ReadonlySet<string> = new Set(['email', 'domain', 'hs_email_message_id']);

const isLookUp = ({ portal, type }: FilterScope, { propertyName, operator }: Filter): boolean =>
  (operator === 'EQ' || operator === 'IN') &&
  (lookedUp.has(propertyName) || portal.property(type.name, propertyName)?.hasUniqueValue === true);

const rowsOf = (scope: FilterScope, { propertyName, value, values }: Filter): number[] => {
  const table = scope.portal.table(scope.type.name);
  const isEmail = propertyName === 'email' && scope.type.name === 'contacts';
  const names = isEmail ? ['email', 'hs_additional_emails'] : [propertyName];
  const wanted = values ?? [value ?? ''];
  return names.flatMap((name) => wanted.flatMap((each) => [...table.rowsWith(name, each)]));
};

const firstRowOf = (filters: readonly Filter[]): number => {
  const bounds = filters
    .filter(({ propertyName }) => propertyName === 'hs_object_id')
    .flatMap(({ operator, value }) => {
      if (operator === 'GT') return [rowAfterId(Number(value))];
      return operator === 'GTE' || operator === 'EQ' ? [rowAfterId(Number(value) - 1)] : [];
    });
  return Math.max(0, ...bounds.filter((row) => !Number.isNaN(row)));
};

/** The rows worth testing: all from one on, or a few found by their values. */
export type Candidates = { readonly from: number } | { readonly rows: readonly number[] };

/** Rows outside of these do not fit any group. */
export const findCandidates = (
  scope: FilterScope,
  groups: readonly (readonly Filter[])[],
): Candidates => {
  const lookUps = groups.map((filters) => filters.find((filter) => isLookUp(scope, filter)));
  const isFew = groups.length > 0 && lookUps.every((filter) => filter !== undefined);
  if (!isFew)
    return {
      from: groups.length === 0 ? 0 : Math.min(...groups.map((filters) => firstRowOf(filters))),
    };
  const found = lookUps.flatMap((filter) => (filter ? rowsOf(scope, filter) : []));
  const rows = [...new Set([...found, ...scope.index.oldRows])];
  return { rows: rows.toSorted((one, other) => one - other) };
};
