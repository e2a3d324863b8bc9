import { toJsonValue } from '../org/field-values.ts';
import { isAggregatable, isSummable } from '../schema/aggregation.ts';
import type { Field } from '../schema/field.ts';
import { normalizerOf, type Value } from '../store/table.ts';
import { type FunctionCall, isTransparent } from './date-functions.ts';
import { formatValue } from './format-value.ts';
import {
  type Expression,
  type Group,
  type Grouping,
  nameOf,
  resolveExpression,
} from './group-by.ts';
import { orderValues } from './order-values.ts';
import { type Path, resolvePath, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

/** The value of something for a group, as it stands in JSON. */
export type Measure = (group: Group) => Value;

/** Salesforce: picklist values are in the order of the picklist. "Aggregate Functions", developer.salesforce.com, read 2026-11-22 */
const rankIn = ({ type, picklist }: Field): ((value: Value) => Value) => {
  if (type !== 'picklist') return (value) => value;
  const ranks = new Map<Value, number>(picklist.map(({ value }, at) => [value, at]));
  return (value) => ranks.get(value) ?? ranks.size;
};

const least = (values: readonly Value[], field: Field, isLeast: boolean): Value => {
  const rank = rankIn(field);
  const direction = { isDescending: !isLeast, nullsLast: true };
  return values.reduce(
    (best, value) =>
      best === null || orderValues(rank(value), rank(best), direction) < 0 ? value : best,
    null,
  );
};

const sum = (values: readonly Value[]): number =>
  values.reduce<number>((total, value) => total + Number(value ?? 0), 0);

type Aggregate = (values: readonly Value[], path: Path) => Value;

const aggregates: ReadonlyMap<string, Aggregate> = new Map<string, Aggregate>([
  ['COUNT', (values) => values.length],
  ['COUNT_DISTINCT', (values, { field }) => new Set(values.map(normalizerOf(field))).size],
  ['MIN', (values, { field }) => toJsonValue(field, least(values, field, true))],
  ['MAX', (values, { field }) => toJsonValue(field, least(values, field, false))],
  ['SUM', (values) => (values.length === 0 ? null : sum(values))],
  ['AVG', (values) => (values.length === 0 ? null : sum(values) / values.length)],
]);

const upperName = ({ functionName = '' }: FunctionCall): string => functionName.toUpperCase();

/** Whether a function makes one value of many rows. */
export const isAggregate = (call: FunctionCall): boolean => aggregates.has(upperName(call));

const aggregateOf = (scope: Scope, call: FunctionCall): Measure => {
  const name = upperName(call);
  const [parameter] = call.parameters ?? [];
  if (parameter === undefined) {
    // Salesforce: COUNT() stands alone. "COUNT() and COUNT(fieldName)", developer.salesforce.com, read 2026-11-22
    return refuseQuery(scope.text, name, `${name}() must be the only element in the SELECT list`);
  }
  const path = resolvePath(scope, String(parameter));
  const takes = name === 'SUM' || name === 'AVG' ? isSummable : isAggregatable;
  const measure = aggregates.get(name);
  if (!measure || !takes(path.field)) {
    const message = `field ${path.field.name} does not support aggregate operator ${name}`;
    return refuseQuery(scope.text, String(parameter), message);
  }
  return ({ rows }) =>
    measure(
      rows.map((row) => path.read(row)).filter((value) => value !== null),
      path,
    );
};

const textOf = (one: Expression): string =>
  typeof one === 'string' ? one : (one.rawValue ?? one.functionName ?? '');

const groupedOf = (
  scope: Scope,
  { keys }: Grouping,
  [one, complaint]: readonly [Expression, string],
): Measure => {
  const path = resolveExpression(scope, one);
  const name = nameOf(scope, one);
  if (!keys.has(name)) {
    const text = textOf(one);
    return refuseQuery(scope.text, text, `${complaint} must be grouped or aggregated: ${text}`);
  }
  return ({ rows, rolled }) =>
    rolled.has(name) ? null : toJsonValue(path.field, path.read(rows[0] ?? -1));
};

const rollupOf = (scope: Scope, { keys }: Grouping, call: FunctionCall): Measure => {
  const name = nameOf(scope, call.parameters?.[0] ?? '');
  if (!keys.has(name)) {
    refuseQuery(scope.text, 'GROUPING', `GROUPING takes a field of GROUP BY, not ${name}`);
  }
  return ({ rolled }) => Number(rolled.has(name));
};

/** Compiles what is selected, ordered by or compared; refuses what is neither grouped nor aggregated. */
export const measureOf = (
  scope: Scope,
  grouping: Grouping,
  [one, complaint]: readonly [Expression, string],
): Measure => {
  if (typeof one === 'string') return groupedOf(scope, grouping, [one, complaint]);
  if (isAggregate(one)) return aggregateOf(scope, one);
  if (upperName(one) === 'GROUPING') return rollupOf(scope, grouping, one);
  const [inner] = one.parameters ?? [];
  if (inner === undefined || !isTransparent(one)) {
    return groupedOf(scope, grouping, [one, complaint]);
  }
  const measure = measureOf(scope, grouping, [inner, complaint]);
  return upperName(one) === 'FORMAT' ? (group) => formatValue(measure(group)) : measure;
};
