import {
  compileComparison,
  literalsOf,
  pathOf,
  type RowTest,
  type SubqueryValues,
} from './compile-comparison.ts';
import type { Tree } from './condition-tree.ts';
import { compileContainsAny, containedText } from './like-pattern.ts';
import { unquote } from './literals.ts';
import type { Scope } from './scope.ts';

const containsOf = (tree: Tree): { field: string; text: string } | null => {
  if (tree.kind !== 'leaf' || tree.leaf.operator !== 'LIKE' || !('field' in tree.leaf)) return null;
  const [literal] = literalsOf(tree.leaf);
  const text = literal ? containedText(unquote(literal.text, true)) : null;
  return text === null ? null : { field: tree.leaf.field, text };
};

const compileContains = (scope: Scope, trees: readonly Tree[]): RowTest | null => {
  const all = trees.map(containsOf);
  const first = trees[0];
  if (trees.length < 3 || first?.kind !== 'leaf') return null;
  if (all.some((one) => one === null || one.field !== all[0]?.field)) return null;
  const test = compileContainsAny(all.flatMap((one) => (one ? [one.text] : [])));
  const { read } = pathOf(scope, first.leaf);
  return (row) => {
    const value = read(row);
    return typeof value === 'string' && test(value.toLowerCase());
  };
};

/** Compiles a condition into one test per row; many LIKE '%…%' of one field joined by OR become one pass. */
export const compileTree = (scope: Scope, tree: Tree, subquery: SubqueryValues): RowTest => {
  if (tree.kind === 'leaf') return compileComparison(scope, tree.leaf, subquery);
  if (tree.kind === 'not') {
    const inner = compileTree(scope, tree.part, subquery);
    return (row) => !inner(row);
  }
  const joined = tree.kind === 'or' ? compileContains(scope, tree.parts) : null;
  const tests = tree.parts.map((part) => compileTree(scope, part, subquery));
  if (joined) return joined;
  const [first, second] = tests;
  if (tests.length === 2 && first && second) {
    return tree.kind === 'and'
      ? (row) => first(row) && second(row)
      : (row) => first(row) || second(row);
  }
  return tree.kind === 'and'
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row));
};
