import { formatMoment, parseMoment } from '../org/field-values.ts';
import type { Value } from '../store/table.ts';
import { literalsOf } from './compile-comparison.ts';
import type { Comparison, Tree } from './condition-tree.ts';
import type { Group } from './group-by.ts';
import { compileLike } from './like-pattern.ts';
import { type Literal, unquote } from './literals.ts';
import type { Measure } from './measures.ts';

/** Whether a group satisfies a condition. */
export type GroupTest = (group: Group) => boolean;

const lower = (value: Value): Value => (typeof value === 'string' ? value.toLowerCase() : value);

const compare = (value: Value, operator: string, wanted: Value): boolean => {
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (value === null || wanted === null) return false;
  if (operator === '<') return value < wanted;
  if (operator === '>') return value > wanted;
  return operator === '<=' ? value <= wanted : value >= wanted;
};

const toValue = ({ text, type }: Literal): Value => {
  if (type === 'NULL') return null;
  if (type === 'STRING') return lower(unquote(text));
  if (type === 'BOOLEAN') return text.toUpperCase() === 'TRUE';
  if (type === 'DATETIME') return lower(formatMoment(parseMoment(text) ?? 0));
  return type === 'DATE' ? text : Number(text);
};

const compileLeaf = (leaf: Comparison, measure: Measure): GroupTest => {
  const { operator } = leaf;
  const literals = literalsOf(leaf);
  if (operator === 'LIKE') {
    const tests = literals.map(({ text }) => compileLike(unquote(text, true)));
    return (group) => tests.some((test) => test(String(lower(measure(group)))));
  }
  const wanted = literals.map(toValue);
  if (operator === 'IN') return (group) => wanted.includes(lower(measure(group)));
  if (operator === 'NOT IN') return (group) => !wanted.includes(lower(measure(group)));
  return (group) => compare(lower(measure(group)), operator, wanted[0] ?? null);
};

/** Compiles a HAVING clause; `measureFor` gives what a comparison is about. */
export const compileHaving = (tree: Tree, measureFor: (leaf: Comparison) => Measure): GroupTest => {
  if (tree.kind === 'leaf') return compileLeaf(tree.leaf, measureFor(tree.leaf));
  if (tree.kind === 'not') {
    const inner = compileHaving(tree.part, measureFor);
    return (group) => !inner(group);
  }
  const parts = tree.parts.map((part) => compileHaving(part, measureFor));
  return tree.kind === 'and'
    ? (group) => parts.every((part) => part(group))
    : (group) => parts.some((part) => part(group));
};
