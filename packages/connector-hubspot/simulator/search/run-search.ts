import type { Portal } from '../portal/portal.ts';
import { compileFilter, type FilterScope, type RowTest } from './compile-filter.ts';
import { findCandidates } from './find-candidates.ts';
import { openIndex } from './index-reader.ts';
import type { Search } from './parse-search.ts';
import { sortRows } from './sort-rows.ts';
import { tokenTest } from './tokens.ts';

/** What a search found: how many in all, and the rows of the page. */
export interface Found {
  readonly total: number;
  readonly rows: readonly number[];
}

const queryTest = ({ type, index }: FilterScope, query: string): RowTest => {
  const tests = query
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => tokenTest(part.endsWith('*') ? part : `${part}*`));
  const readers = type.searchedProperties.map((name) => index.text(name));
  return (row) => tests.every((test) => readers.some((read) => test(read(row) ?? '')));
};

const testOf = (scope: FilterScope, { groups, query }: Search): RowTest => {
  const compiled = groups.map((filters) => filters.map((filter) => compileFilter(scope, filter)));
  const words = query === null || query.trim() === '' ? null : queryTest(scope, query);
  return (row) =>
    scope.index.isShown(row) &&
    (compiled.length === 0 || compiled.some((tests) => tests.every((test) => test(row)))) &&
    (words === null || words(row));
};

const fittingRows = (scope: FilterScope, search: Search): number[] => {
  const test = testOf(scope, search);
  const candidates = findCandidates(scope, search.groups);
  if ('rows' in candidates) return candidates.rows.filter((row) => test(row));
  const rows: number[] = [];
  for (let row = candidates.from; row < scope.index.count; row += 1) if (test(row)) rows.push(row);
  return rows;
};

interface Kept {
  readonly key: string;
  readonly rows: readonly number[];
}

/** The rows of the last search of each portal and type, for its next pages. */
const kept = new WeakMap<Portal, Map<string, Kept>>();

const keyOf = (portal: Portal, { type, query, groups, order }: Search): string | null => {
  const { indexed, table } = portal.store(type.name);
  const isLinked = groups
    .flat()
    .some(({ propertyName }) => propertyName.startsWith('associations.'));
  if (!indexed.isEmpty || isLinked) return null;
  return JSON.stringify([indexed.generation, table.count, portal.rules, query, groups, order]);
};

const allRows = (portal: Portal, search: Search): readonly number[] => {
  const { type, order } = search;
  const index = openIndex(portal.store(type.name), portal.now());
  const key = keyOf(portal, search);
  const memory = kept.get(portal) ?? new Map<string, Kept>();
  kept.set(portal, memory);
  const known = memory.get(type.name);
  if (key !== null && known?.key === key) return known.rows;
  const scope = { portal, type, index };
  const rows = sortRows(scope, fittingRows(scope, search), order);
  if (key !== null) memory.set(type.name, { key, rows });
  return rows;
};

/** Looks for records in the index, which may be behind. */
export const runSearch = (portal: Portal, search: Search): Found => {
  const rows = allRows(portal, search);
  const { offset, limit } = search;
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
};
