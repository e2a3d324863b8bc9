import { normalizerOf, type Value } from '../store/table.ts';
import type { Comparison } from './condition-tree.ts';
import { resolveFunction } from './date-functions.ts';
import { type Span, spanOf } from './date-ranges.ts';
import { compileLike } from './like-pattern.ts';
import { type Literal, literalValue, unquote } from './literals.ts';
import { type Path, resolvePath, type Scope } from './scope.ts';
import { placeOf, refuseAt } from './soql-error.ts';

/** Whether a row satisfies a condition. */
export type RowTest = (row: number) => boolean;

/** The values that a sub-query selects; given by whoever runs queries. */
export type SubqueryValues = (query: unknown) => ReadonlySet<Value>;

/** The literals of a comparison, one or many. */
export const literalsOf = (leaf: Comparison): Literal[] => {
  if (!('value' in leaf)) return [];
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const { literalType } = leaf;
  return values.map((text, at) => ({
    text,
    type: String(Array.isArray(literalType) ? literalType[at] : literalType),
  }));
};

/** The field, or function of a field, that a comparison is about. */
export const pathOf = (scope: Scope, leaf: Comparison): Path =>
  'fn' in leaf ? resolveFunction(scope, leaf.fn) : resolvePath(scope, leaf.field);

const isBetween = (path: Path, span: Span): ((value: Value) => boolean) => {
  if (path.field.type !== 'date') {
    return (value) => typeof value === 'number' && value >= span.from && value < span.until;
  }
  const [from, until] = [span.from, span.until].map((at) =>
    new Date(at * 1000).toISOString().slice(0, 10),
  );
  return (value) => typeof value === 'string' && value >= String(from) && value < String(until);
};

const compareSpan = (path: Path, operator: string, span: Span): RowTest => {
  const { read } = path;
  const inside = isBetween(path, span);
  const before = isBetween(path, { from: -1e10, until: span.from });
  const after = isBetween(path, { from: span.until, until: 1e11 });
  if (operator === '=') return (row) => inside(read(row));
  if (operator === '!=') return (row) => !inside(read(row));
  if (operator === '<') return (row) => before(read(row));
  if (operator === '>') return (row) => after(read(row));
  if (operator === '<=') return (row) => before(read(row)) || inside(read(row));
  return (row) => after(read(row)) || inside(read(row));
};

const compareOrder = (read: (row: number) => Value, operator: string, wanted: Value): RowTest => {
  if (wanted === null)
    return operator.startsWith('>') && wanted === null ? (row) => read(row) !== null : () => false;
  const bound = wanted;
  if (operator === '<')
    return (row) => {
      const value = read(row);
      return value !== null && value < bound;
    };
  if (operator === '<=')
    return (row) => {
      const value = read(row);
      return value !== null && value <= bound;
    };
  if (operator === '>')
    return (row) => {
      const value = read(row);
      return value !== null && value > bound;
    };
  return (row) => {
    const value = read(row);
    return value !== null && value >= bound;
  };
};

const compareParts = (
  read: Path['read'],
  wanted: readonly string[],
  isIncluded: boolean,
): RowTest => {
  const groups = wanted.map((group) => group.split(';'));
  return (row) => {
    const has = new Set(String(read(row) ?? '').split(';'));
    return groups.some((group) => group.every((part) => has.has(part))) === isIncluded;
  };
};

const compareLike = (scope: Scope, path: Path, literals: readonly Literal[]): RowTest => {
  if (
    ['datetime', 'date', 'boolean', 'int', 'double', 'currency', 'id', 'reference'].includes(
      path.field.type,
    )
  ) {
    return refuseAt(scope.text, placeOf(scope.text, path.field.name), [
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid operator on ' + path.field.type + ' field',
    ]);
  }
  const tests = literals.map(({ text }) => compileLike(unquote(text, true)));
  const { read } = path;
  return (row) => {
    const value = read(row);
    return typeof value === 'string' && tests.some((test) => test(value.toLowerCase()));
  };
};

const refuseUnfilterable = (scope: Scope, path: Path): never =>
  refuseAt(scope.text, placeOf(scope.text, path.field.name), [
    'INVALID_FIELD',
    `field '${path.field.name}' can not be filtered in a query call`,
  ]);

const compareSet = (path: Path, values: ReadonlySet<Value>, isIn: boolean): RowTest => {
  const normalize = normalizerOf(path.field);
  const { read } = path;
  if (isIn) return (row) => values.has(normalize(read(row)));
  return (row) => !values.has(normalize(read(row)));
};

const compareValue = (path: Path, operator: string, value: Value): RowTest => {
  const normalize = normalizerOf(path.field);
  const wanted = normalize(value);
  const { read } = path;
  const isPlain = path.field.caseSensitive || typeof wanted !== 'string';
  const normalized = isPlain ? read : (row: number) => normalize(read(row));
  if (operator === '=') return (row) => normalized(row) === wanted;
  if (operator === '!=') return (row) => normalized(row) !== wanted;
  return compareOrder(normalized, operator, wanted);
};

/** Compiles one comparison; refuses unknown fields and literals of the wrong type. */
export const compileComparison = (
  scope: Scope,
  leaf: Comparison,
  subquery: SubqueryValues,
): RowTest => {
  const path = pathOf(scope, leaf);
  if (!path.field.filterable || path.field.type === 'address')
    return refuseUnfilterable(scope, path);
  const { operator } = leaf;
  if ('valueQuery' in leaf) return compareSet(path, subquery(leaf.valueQuery), operator === 'IN');
  const literals = literalsOf(leaf);
  if (operator === 'LIKE') return compareLike(scope, path, literals);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    const groups = literals.map(({ text }) => unquote(text));
    return compareParts(path.read, groups, operator === 'INCLUDES');
  }
  const [first] = literals;
  const span = first?.type.startsWith('DATE_')
    ? spanOf(first.text, scope.org.clock.now() / 1000)
    : null;
  if (span) return compareSpan(path, operator, span);
  const values = literals.map((literal) => literalValue(path.field, literal, scope.text));
  if (operator === 'IN' || operator === 'NOT IN') {
    const normalize = normalizerOf(path.field);
    return compareSet(path, new Set(values.map((value) => normalize(value))), operator === 'IN');
  }
  return compareValue(path, operator, values[0] ?? null);
};
