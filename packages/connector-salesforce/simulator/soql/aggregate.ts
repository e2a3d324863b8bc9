import type { FieldType, OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { toJsonValue } from '../org/field-values.ts';
import { refuse } from '../org/record-error.ts';
import { normalizerOf, type Value } from '../store/table.ts';
import { literalsOf } from './compile-comparison.ts';
import { type Comparison, toTree, type Tree } from './condition-tree.ts';
import { type FunctionCall, resolveFunction } from './date-functions.ts';
import { unquote } from './literals.ts';
import { type Path, resolvePath, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

const aggregateNames = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG']);
// Salesforce: an aggregate answer is one batch, never paged. developer.salesforce.com, read 2026-11-21
const groupMax = 2000;

type Group = readonly number[];
type Measure = (group: Group) => Value;

interface Column {
  readonly name: string;
  readonly measure: Measure;
}

const isAggregate = (call: FunctionCall): boolean =>
  aggregateNames.has((call.functionName ?? '').toUpperCase());

const least = (values: readonly Value[], isLeast: boolean): Value => {
  let best: Value = null;
  for (const value of values) {
    if (value === null) continue;
    if (best === null || value < best === isLeast) best = value;
  }
  return best;
};

const sum = (values: readonly Value[]): number =>
  values.reduce<number>((total, value) => total + Number(value ?? 0), 0);

const measures: Readonly<Record<string, (values: readonly Value[], path: Path) => Value>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values, { field }) => new Set(values.map(normalizerOf(field))).size,
  MIN: (values, { field }) => toJsonValue(field, least(values, true)),
  MAX: (values, { field }) => toJsonValue(field, least(values, false)),
  SUM: (values) => (values.length === 0 ? null : sum(values)),
  AVG: (values) => (values.length === 0 ? null : sum(values) / values.length),
};

const compileCall = (scope: Scope, call: FunctionCall): Measure => {
  const name = (call.functionName ?? '').toUpperCase();
  if (name === 'COUNT' && (call.parameters ?? []).length === 0) return (group) => group.length;
  const path = resolvePath(scope, String(call.parameters?.[0]));
  const measure = measures[name];
  if (!measure) return refuseQuery(scope.text, name, `unexpected token: '${name}'`);
  return (group) => {
    const values = group.map((row) => path.read(row)).filter((value) => value !== null);
    return measure(values, path);
  };
};

const firstOf =
  ({ field, read }: Path): Measure =>
  (group) =>
    toJsonValue(field, read(group[0] ?? -1));

const pathText = (field: FieldType): string =>
  field.type === 'FieldRelationship'
    ? [...field.relationships, field.field].join('.')
    : field.type === 'Field'
      ? field.field
      : '';

const compileColumns = (scope: Scope, fields: readonly FieldType[]): Column[] => {
  let expressions = 0;
  return fields.map((field): Column => {
    if (field.type === 'FieldFunctionExpression') {
      const name = field.alias ?? `expr${expressions++}`;
      if (isAggregate(field)) return { name, measure: compileCall(scope, field) };
      return { name, measure: firstOf(resolveFunction(scope, field)) };
    }
    const path = resolvePath(scope, pathText(field));
    const alias = 'alias' in field ? field.alias : undefined;
    return { name: alias ?? path.field.name, measure: firstOf(path) };
  });
};

const groupPaths = (scope: Scope, clause: Query['groupBy']): Path[] => {
  const clauses = clause === undefined ? [] : [clause].flat();
  return clauses.map((one) =>
    'fn' in one ? resolveFunction(scope, one.fn) : resolvePath(scope, one.field),
  );
};

const groupRows = (rows: readonly number[], paths: readonly Path[]): Group[] => {
  if (paths.length === 0) return [rows];
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(paths.map((path) => normalizerOf(path.field)(path.read(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
};

const measureOf = (
  scope: Scope,
  columns: readonly Column[],
  one: OrderByClause | Comparison,
): Measure => {
  if ('fn' in one)
    return isAggregate(one.fn)
      ? compileCall(scope, one.fn)
      : firstOf(resolveFunction(scope, one.fn));
  const named = columns.find(({ name }) => name.toLowerCase() === one.field.toLowerCase());
  return named?.measure ?? firstOf(resolvePath(scope, one.field));
};

const compare = (value: Value, operator: string, wanted: Value): boolean => {
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (value === null || wanted === null) return false;
  if (operator === '<') return value < wanted;
  if (operator === '>') return value > wanted;
  return operator === '<=' ? value <= wanted : value >= wanted;
};

const toValue = (text: string, type: string): Value => {
  if (type === 'NULL') return null;
  return type === 'STRING' ? unquote(text) : Number(text);
};

const compileHaving = (
  scope: Scope,
  columns: readonly Column[],
  tree: Tree,
): ((group: Group) => boolean) => {
  if (tree.kind === 'not') {
    const inner = compileHaving(scope, columns, tree.part);
    return (group) => !inner(group);
  }
  if (tree.kind !== 'leaf') {
    const parts = tree.parts.map((part) => compileHaving(scope, columns, part));
    const isAnd = tree.kind === 'and';
    return (group) =>
      isAnd ? parts.every((part) => part(group)) : parts.some((part) => part(group));
  }
  const measure = measureOf(scope, columns, tree.leaf);
  const wanted = literalsOf(tree.leaf).map(({ text, type }) => toValue(text, type));
  const { operator } = tree.leaf;
  if (operator === 'IN') return (group) => wanted.includes(measure(group));
  return (group) => compare(measure(group), operator, wanted[0] ?? null);
};

const sortGroups = (
  scope: Scope,
  columns: readonly Column[],
  { groups, clause }: { groups: Group[]; clause: Query['orderBy'] },
) => {
  const keys = (clause === undefined ? [] : [clause].flat()).map((one) => ({
    measure: measureOf(scope, columns, one),
    sign: one.order === 'DESC' ? -1 : 1,
  }));
  return groups.sort((left, right) => {
    for (const { measure, sign } of keys) {
      const [a, b] = [measure(left), measure(right)];
      if (a !== b) return (a === null || (b !== null && a < b) ? -1 : 1) * sign;
    }
    return 0;
  });
};

/** Whether a query is answered by groups and not by records. */
export const isAggregateQuery = (query: Query): boolean =>
  query.groupBy !== undefined ||
  (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && isAggregate(field),
  );

/** The JSON texts of an aggregate query's answer, over the rows its WHERE clause found. */
export const aggregate = (scope: Scope, query: Query, rows: readonly number[]): string[] => {
  const paths = groupPaths(scope, query.groupBy);
  const columns = compileColumns(scope, query.fields ?? []);
  const having = query.having
    ? compileHaving(scope, columns, toTree(query.having, scope.text))
    : () => true;
  const groups = groupRows(rows, paths).filter((group) => having(group));
  sortGroups(scope, columns, { groups, clause: query.orderBy });
  const offset = query.offset ?? 0;
  const shown = groups.slice(offset, offset + (query.limit ?? groups.length));
  if (shown.length > groupMax) {
    refuse(
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );
  }
  return shown.map((group) =>
    JSON.stringify({
      attributes: { type: 'AggregateResult' },
      ...Object.fromEntries(columns.map(({ name, measure }) => [name, measure(group)])),
    }),
  );
};
