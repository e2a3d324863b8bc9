import type { FieldType, OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { refuse } from '../org/record-error.ts';
import type { Value } from '../store/table.ts';
import { type Comparison, toTree } from './condition-tree.ts';
import { type FunctionCall, isDateFunction } from './date-functions.ts';
import { type Expression, type Group, type Grouping, groupingOf, groupRows } from './group-by.ts';
import { compileHaving } from './having.ts';
import { isAggregate, type Measure, measureOf } from './measures.ts';
import { directionOf, orderValues } from './order-values.ts';
import { resolvePath, type Scope } from './scope.ts';
import { refuseQuery } from './soql-error.ts';

// Salesforce: an aggregate answer is one batch, never paged. developer.salesforce.com, read 2026-11-21
const groupMax = 2000;

interface Column {
  readonly name: string;
  readonly measure: Measure;
}

const selected = (scope: Scope, field: FieldType): Expression => {
  if (field.type === 'FieldFunctionExpression') return field;
  if (field.type === 'Field') return field.field;
  if (field.type === 'FieldRelationship') return [...field.relationships, field.field].join('.');
  return refuseQuery(scope.text, 'SELECT', 'only root queries support aggregate expressions');
};

const checkNames = (scope: Scope, columns: readonly Column[]): void => {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refuseQuery(scope.text, twice, `duplicate alias: ${twice}`);
};

const columnsOf = (scope: Scope, grouping: Grouping, fields: readonly FieldType[]): Column[] => {
  let expressions = 0;
  const columns = fields.map((field): Column => {
    const one = selected(scope, field);
    const measure = measureOf(scope, grouping, [one, 'Field']);
    const alias = 'alias' in field ? field.alias : undefined;
    if (alias !== undefined) return { name: alias, measure };
    if (typeof one === 'object') return { name: `expr${expressions++}`, measure };
    return { name: resolvePath(scope, one).field.name, measure };
  });
  checkNames(scope, columns);
  return columns;
};

/** Finds what ORDER BY or HAVING names: a column by its alias, or anything grouped or aggregated. */
const namedMeasure =
  (scope: Scope, grouping: Grouping, columns: readonly Column[]) =>
  (one: OrderByClause | Comparison, complaint: string): Measure => {
    if ('fn' in one) return measureOf(scope, grouping, [one.fn, complaint]);
    const wanted = one.field.toLowerCase();
    const column = columns.find(({ name }) => name.toLowerCase() === wanted);
    return column?.measure ?? measureOf(scope, grouping, [one.field, complaint]);
  };

const lower = (value: Value): Value => (typeof value === 'string' ? value.toLowerCase() : value);

const sortGroups = (
  groups: Group[],
  clause: Query['orderBy'],
  measureFor: (one: OrderByClause) => Measure,
): Group[] => {
  const keys = (clause === undefined ? [] : [clause].flat()).map((one) => ({
    measure: measureFor(one),
    direction: directionOf(one),
  }));
  return groups.sort((left, right) => {
    for (const { measure, direction } of keys) {
      const order = orderValues(lower(measure(left)), lower(measure(right)), direction);
      if (order !== 0) return order;
    }
    return 0;
  });
};

const isGrouped = (call: FunctionCall): boolean => {
  const [inner] = call.parameters ?? [];
  return (
    isAggregate(call) || isDateFunction(call) || (typeof inner === 'object' && isGrouped(inner))
  );
};

/** Whether a query is answered by groups and not by records. */
export const isAggregateQuery = (query: Query): boolean =>
  query.groupBy !== undefined ||
  (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && isGrouped(field),
  );

const checkLimit = (scope: Scope, query: Query): void => {
  if (query.groupBy !== undefined || query.limit === undefined) return;
  // Salesforce: in these words. Reports of integrators, read 2026-11-22
  const message = 'Non-grouped query that uses overall aggregate functions cannot also use LIMIT';
  refuseQuery(scope.text, 'LIMIT', message);
};

const shownOf = (groups: readonly Group[], { offset = 0, limit }: Query): readonly Group[] => {
  const shown = groups.slice(offset, offset + (limit ?? groups.length));
  if (shown.length <= groupMax) return shown;
  const message =
    'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
  return refuse('EXCEEDED_ID_LIMIT', message);
};

/** The JSON texts of an aggregate query's answer, over the rows its WHERE clause found. */
export const aggregate = (scope: Scope, query: Query, rows: readonly number[]): string[] => {
  const grouping = groupingOf(scope, query.groupBy);
  const columns = columnsOf(scope, grouping, query.fields ?? []);
  checkLimit(scope, query);
  const named = namedMeasure(scope, grouping, columns);
  const having = query.having
    ? compileHaving(toTree(query.having, scope.text), (leaf) => named(leaf, 'Having field'))
    : () => true;
  const groups = groupRows(rows, grouping).filter((group) => having(group));
  sortGroups(groups, query.orderBy, (one) => named(one, 'Ordered field'));
  return shownOf(groups, query).map((group) =>
    JSON.stringify({
      attributes: { type: 'AggregateResult' },
      ...Object.fromEntries(columns.map(({ name, measure }) => [name, measure(group)])),
    }),
  );
};
