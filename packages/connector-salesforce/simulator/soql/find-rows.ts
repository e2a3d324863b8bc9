import type { RowTest, SubqueryValues } from './compile-comparison.ts';
import { compileTree } from './compile-tree.ts';
import type { Tree } from './condition-tree.ts';
import { candidateRows, firstRow, stampBounds } from './find-candidates.ts';
import type { Table } from '../store/table.ts';
import type { Scope } from './scope.ts';
import { type SortKey, sortRows, tieBreak } from './sort-rows.ts';

/** What to find. */
export interface Search {
  readonly tree: Tree | null;
  readonly keys: readonly SortKey[];
  /** How many rows at most; infinite for all. */
  readonly limit: number;
  /** Whether rows in the recycle bin count. */
  readonly includeDeleted: boolean;
  readonly subquery: SubqueryValues;
}

// Salesforce: archived activities show up in queryAll alone.
const unarchivedTest = (table: Table): RowTest => {
  const archived = table.object.indexOf('IsArchived');
  if (archived === undefined) return () => true;
  const read = table.reader(archived);
  return (row) => read(row) !== true;
};

/** Whether a row is there for the user: not deleted and not archived unless those count, and not hidden. */
export const visibleTest = (
  { table, org, access }: Pick<Scope, 'table' | 'org' | 'access'>,
  includeDeleted: boolean,
): RowTest => {
  const isShown = unarchivedTest(table);
  const isThere: RowTest = includeDeleted
    ? (row) => table.isPresent(row)
    : (row) => table.isLive(row) && isShown(row);
  const { name } = table.object;
  const isRestricted = org.hidden.has(access.userId) || !access.viewsAll(name);
  return isRestricted ? (row) => isThere(row) && !org.isHidden(access.userId, name, row) : isThere;
};

const searchTest = (scope: Scope, search: Search): RowTest => {
  const isSeen = visibleTest(scope, search.includeDeleted);
  if (!search.tree) return isSeen;
  const test = compileTree(scope, search.tree, search.subquery);
  return (row) => isSeen(row) && test(row);
};

const isById = ({ keys }: Search): boolean =>
  keys.length === 1 &&
  keys[0]?.path.index !== null &&
  keys[0]?.path.field.type === 'id' &&
  !keys[0].isDescending;

const isByStamp = ({ keys }: Search): boolean => {
  const [first, second] = keys;
  if (
    first?.path.index === null ||
    first?.path.field.name !== 'SystemModstamp' ||
    first.isDescending
  )
    return false;
  if (keys.length === 1) return true;
  return (
    keys.length === 2 &&
    second?.path.index !== null &&
    second?.path.field.type === 'id' &&
    !second.isDescending
  );
};

const scan = (rows: Iterable<number>, test: RowTest, limit: number): number[] => {
  const found: number[] = [];
  for (const row of rows) {
    if (found.length >= limit) break;
    if (test(row)) found.push(row);
  }
  return found;
};

function* rowsFrom(first: number, count: number): Generator<number> {
  for (let row = first; row < count; row += 1) yield row;
}

interface StampScan {
  readonly test: RowTest;
  readonly low: number;
  readonly high: number;
  readonly limit: number;
}

/** Rows in the order of (SystemModstamp, Id), from the first stamp that can match. */
const scanStamps = ({ table }: Scope, { test, low, high, limit }: StampScan): number[] => {
  const { order } = table;
  const found: number[] = [];
  for (let at = order.from(Math.max(low, 0)); found.length < limit; at += 1) {
    const row = order.rowAt(at);
    if (row === undefined || (row >= 0 && table.stamp(row) > high)) break;
    if (row >= 0 && test(row)) found.push(row);
  }
  return found;
};

const shuffleTies = (scope: Scope, rows: number[]): number[] =>
  rows.sort(
    (left, right) =>
      scope.table.stamp(left) - scope.table.stamp(right) || tieBreak(left) - tieBreak(right),
  );

/** All rows of a page's last stamp have to be known before ties are put out of order. */
const scanStampsShuffled = (scope: Scope, parts: StampScan): number[] => {
  const { table } = scope;
  const first = scanStamps(scope, parts);
  const last = first.at(-1);
  if (first.length < parts.limit || last === undefined) return shuffleTies(scope, first);
  const stamp = table.stamp(last);
  const rest = scanStamps(scope, {
    ...parts,
    low: stamp,
    high: stamp,
    limit: Number.POSITIVE_INFINITY,
  });
  return shuffleTies(scope, [...new Set([...first, ...rest])]).slice(0, parts.limit);
};

/** The rows that a query answers with, in its order. */
export const findRows = (scope: Scope, search: Search): number[] => {
  const { table } = scope;
  const test = searchTest(scope, search);
  const { tree, keys, limit } = search;
  const candidates = tree ? candidateRows(scope, tree, search.subquery) : null;
  const all = Number.POSITIVE_INFINITY;
  if (candidates) {
    const rows = scan(
      [...candidates].sort((left, right) => left - right),
      test,
      all,
    );
    return (keys.length > 0 ? sortRows(rows, keys) : rows).slice(0, limit);
  }
  const bounds = tree ? stampBounds(scope, tree) : { low: 0, high: all };
  if (isByStamp(search)) {
    const parts = { test, ...bounds, limit };
    return keys.length === 2 ? scanStamps(scope, parts) : scanStampsShuffled(scope, parts);
  }
  const isOrdered = keys.length > 0 && !isById(search);
  if (bounds.low > 0 && (isOrdered || keys.length === 0)) {
    const rows = scanStamps(scope, { test, ...bounds, limit: isOrdered ? all : limit });
    return (isOrdered ? sortRows(rows, keys) : rows).slice(0, limit);
  }
  const rows = scan(
    rowsFrom(tree ? firstRow(scope, tree) : 0, table.count),
    test,
    isOrdered ? all : limit,
  );
  return isOrdered ? sortRows(rows, keys).slice(0, limit) : rows;
};
