import type { Value } from '../store/table.ts';
import { literalsOf, pathOf, type SubqueryValues } from './compile-comparison.ts';
import type { Comparison, Tree } from './condition-tree.ts';
import { spanOf } from './date-ranges.ts';
import { literalValue } from './literals.ts';
import type { Scope } from './scope.ts';

/** Bounds that every row of an answer keeps, both included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const everything: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

const nameOf = (scope: Scope, leaf: Comparison): string | null =>
  'field' in leaf
    ? pathOf(scope, leaf).index === null
      ? null
      : pathOf(scope, leaf).field.name
    : null;

const toBounds = (operator: string, low: number, high: number): Bounds => {
  if (operator === '=') return { low, high };
  if (operator === '>' || operator === '>=') return { low, high: everything.high };
  return operator === '<' || operator === '<=' ? { low: everything.low, high } : everything;
};

const leafBounds = (scope: Scope, leaf: Comparison): Bounds => {
  const [literal] = literalsOf(leaf);
  if (!literal || 'valueQuery' in leaf || nameOf(scope, leaf) !== 'SystemModstamp')
    return everything;
  const span = literal.type.startsWith('DATE_')
    ? spanOf(literal.text, scope.org.clock.now() / 1000)
    : null;
  if (span) return toBounds(leaf.operator, span.from, span.until);
  if (literal.type !== 'DATETIME') return everything;
  const at = Number(literalValue(pathOf(scope, leaf).field, literal, scope.text));
  return toBounds(leaf.operator, at, at);
};

/** Between which stamps (seconds) every row lies that the condition can hold for. */
export const stampBounds = (scope: Scope, tree: Tree): Bounds => {
  if (tree.kind === 'leaf') return leafBounds(scope, tree.leaf);
  if (tree.kind === 'not') return everything;
  const all = tree.parts.map((part) => stampBounds(scope, part));
  const lows = all.map(({ low }) => low);
  const highs = all.map(({ high }) => high);
  return tree.kind === 'and'
    ? { low: Math.max(...lows), high: Math.min(...highs) }
    : { low: Math.min(...lows), high: Math.max(...highs) };
};

/** From which row on the condition can hold, by comparisons of Id; 0 where they do not say. */
export const firstRow = (scope: Scope, tree: Tree): number => {
  if (tree.kind === 'and') return Math.max(...tree.parts.map((part) => firstRow(scope, part)));
  if (tree.kind !== 'leaf' || 'valueQuery' in tree.leaf || 'fn' in tree.leaf) return 0;
  const isLower = tree.leaf.operator === '>' || tree.leaf.operator === '>=';
  if (!isLower || nameOf(scope, tree.leaf) !== 'Id') return 0;
  const [literal] = literalsOf(tree.leaf);
  const id = literal ? literalValue(pathOf(scope, tree.leaf).field, literal, scope.text) : null;
  return typeof id === 'string' ? (scope.table.rowOf(id) ?? 0) : 0;
};

const rowsWith = (scope: Scope, leaf: Comparison, subquery: SubqueryValues): Set<number> | null => {
  const isEqual = leaf.operator === '=' || leaf.operator === 'IN';
  if (!isEqual || 'fn' in leaf) return null;
  const path = pathOf(scope, leaf);
  const { table } = scope;
  const isId = path.index !== null && path.field.type === 'id';
  const index = path.index === null || isId ? undefined : table.index(path.index);
  if (!isId && !index) return null;
  const values: Iterable<Value> =
    'valueQuery' in leaf
      ? subquery(leaf.valueQuery)
      : literalsOf(leaf).map((literal) => literalValue(path.field, literal, scope.text));
  const rows = new Set<number>();
  for (const value of values) {
    if (value === null) {
      if (!isId) return null;
    } else if (isId) {
      const row = table.rowOf(String(value));
      if (row !== undefined) rows.add(row);
    } else for (const row of index?.rows(value) ?? []) rows.add(row);
  }
  return rows;
};

/** The few rows that the condition can hold for, found through indexes; null where no index helps. */
export const candidateRows = (
  scope: Scope,
  tree: Tree,
  subquery: SubqueryValues,
): Set<number> | null => {
  if (tree.kind === 'leaf') return rowsWith(scope, tree.leaf, subquery);
  if (tree.kind === 'not') return null;
  if (tree.kind === 'and') {
    let least: Set<number> | null = null;
    for (const part of tree.parts) {
      const rows = candidateRows(scope, part, subquery);
      if (rows && (!least || rows.size < least.size)) least = rows;
    }
    return least;
  }
  const all = new Set<number>();
  for (const part of tree.parts) {
    const rows = candidateRows(scope, part, subquery);
    if (!rows) return null;
    for (const row of rows) all.add(row);
  }
  return all;
};
