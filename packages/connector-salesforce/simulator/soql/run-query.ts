import type { FieldType, Query, QueryBase, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Access } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import { refuse } from '../org/record-error.ts';
import { normalizerOf, type Table, type Value } from '../store/table.ts';
import { aggregate, isAggregateQuery } from './aggregate.ts';
import type { SubqueryValues } from './compile-comparison.ts';
import { toTree, type Tree } from './condition-tree.ts';
import { findRows, visibleTest } from './find-rows.ts';
import { parseSoql } from './parse-soql.ts';
import { resolvePath, type Scope } from './scope.ts';
import { selectFields } from './select-fields.ts';
import { placeOf, refuseAt, refuseQuery, refuseType } from './soql-error.ts';
import { sortKeys, sortRows } from './sort-rows.ts';
import { userRecordAccessOf } from './user-record-access.ts';
import type { RowText } from './write-record.ts';

/** Who asks, in which org, and how records' addresses begin (`/services/data/v62.0`). */
export interface QueryContext {
  readonly org: Org;
  readonly access: Access;
  readonly base: string;
  /** Whether rows in the recycle bin count (queryAll). */
  readonly includeDeleted: boolean;
}

/** An answer: rows to be written when they are sent, or ready texts of groups. */
export type QueryAnswer =
  | {
      readonly kind: 'rows';
      readonly table: Table;
      readonly rows: readonly number[];
      readonly text: RowText;
    }
  | { readonly kind: 'groups'; readonly records: readonly string[]; readonly totalSize: number };

// Salesforce: OFFSET 2,000 at most; FIELDS(ALL) and FIELDS(CUSTOM) need a LIMIT of 200 at most. Read 2026-11-21
const offsetMax = 2000;
const allFieldsMax = 200;

const tableFor = (context: QueryContext, name: string, text: string): Table => {
  const object = context.org.schema.object(name);
  return object && context.access.may('read', object)
    ? context.org.table(object.name)
    : refuseType(text, name);
};

const treeOf = (query: QueryBase, text: string): Tree | null =>
  query.where ? toTree(query.where, text) : null;

const valuesFor =
  (context: QueryContext, text: string): SubqueryValues =>
  (subquery) => {
    const inner = subquery as Query;
    const scope = scopeFor(context, inner, text);
    const [field] = inner.fields ?? [];
    const name = field && 'field' in field ? field.field : 'Id';
    const prefix = field?.type === 'FieldRelationship' ? `${field.relationships.join('.')}.` : '';
    const path = resolvePath(scope, prefix + name);
    const rows = rowsOf(context, scope, inner);
    const values = rows.map((row) => normalizerOf(path.field)(path.read(row)));
    return new Set<Value>(values.filter((value) => value !== null));
  };

const scopeFor = (context: QueryContext, query: Query, text: string): Scope => ({
  org: context.org,
  access: context.access,
  table: tableFor(context, query.sObject ?? '', text),
  text,
  alias: query.sObjectAlias ?? null,
});

const rowsOf = (context: QueryContext, scope: Scope, query: QueryBase): number[] => {
  const offset = query.offset ?? 0;
  const limit = (query.limit ?? Number.POSITIVE_INFINITY) + offset;
  const found = findRows(scope, {
    tree: treeOf(query, scope.text),
    keys: sortKeys(scope, query.orderBy),
    limit,
    includeDeleted: context.includeDeleted,
    subquery: valuesFor(context, scope.text),
  });
  return offset > 0 ? found.slice(offset) : found;
};

const checkLimits = (query: Query, text: string): void => {
  if ((query.offset ?? 0) > offsetMax) {
    refuseAt(text, placeOf(text, 'OFFSET'), [
      'NUMBER_OUTSIDE_VALID_RANGE',
      `Maximum SOQL offset allowed is ${offsetMax}`,
    ]);
  }
  const spread = (query.fields ?? []).some(
    (field) =>
      field.type === 'FieldFunctionExpression' &&
      field.functionName.toUpperCase() === 'FIELDS' &&
      String(field.parameters[0]).toUpperCase() !== 'STANDARD',
  );
  if (spread && (query.limit === undefined || query.limit > allFieldsMax)) {
    refuse(
      'MALFORMED_QUERY',
      `The SOQL FIELDS function must have a LIMIT of at most ${allFieldsMax}`,
    );
  }
};

const childText =
  (context: QueryContext) =>
  (scope: Scope, subquery: Subquery): readonly [string, RowText] => {
    const { object } = scope.table;
    const wanted = subquery.relationshipName.toLowerCase();
    const relation = context.org.schema
      .childrenOf(object.name)
      .find(({ name }) => name?.toLowerCase() === wanted);
    if (!relation?.name) {
      return refuseAt(scope.text, placeOf(scope.text, subquery.relationshipName), [
        'INVALID_TYPE',
        `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      ]);
    }
    const child: Scope = { ...scope, table: context.org.table(relation.child), alias: null };
    const text = selectFields(child, subquery.fields ?? [], {
      base: context.base,
      subqueryText: () => refuseQuery(scope.text, 'SELECT', 'sub-queries nest one level deep'),
    });
    const keys = sortKeys(child, subquery.orderBy);
    const tree = treeOf(subquery, scope.text);
    const matching = tree
      ? new Set(rowsOf(context, child, { where: subquery.where } as QueryBase))
      : null;
    const isSeen = visibleTest(child, false);
    const rowText: RowText = (row) => {
      const rows = (
        child.table.index(relation.fieldIndex)?.rows(scope.table.idOf(row)) ?? []
      ).filter((one) => isSeen(one) && (!matching || matching.has(one)));
      const ordered = keys.length > 0 ? sortRows([...rows], keys) : rows.toSorted((a, b) => a - b);
      const shown = ordered.slice(0, subquery.limit ?? ordered.length);
      if (shown.length === 0) return 'null';
      return `{"totalSize":${shown.length},"done":true,"records":[${shown.map(text).join(',')}]}`;
    };
    return [relation.name, rowText];
  };

const isPlainCount = (fields: readonly FieldType[]): boolean => {
  const [field] = fields;
  return (
    fields.length === 1 &&
    field?.type === 'FieldFunctionExpression' &&
    field.functionName.toUpperCase() === 'COUNT' &&
    field.parameters.length === 0
  );
};

/** Answers a SOQL query; refuses with Salesforce's errors. */
export const runQuery = (context: QueryContext, text: string): QueryAnswer => {
  const query = parseSoql(text);
  checkLimits(query, text);
  if (query.sObject?.toLowerCase() === 'userrecordaccess') {
    const records = userRecordAccessOf(context.org, query, text);
    return { kind: 'groups', records, totalSize: records.length };
  }
  const scope = scopeFor(context, query, text);
  const fields = query.fields ?? [];
  if (isPlainCount(fields) && !query.groupBy) {
    // Salesforce: COUNT() takes no ORDER BY. "COUNT()", developer.salesforce.com, read 2026-11-22; [MEM] the wording
    if (query.orderBy) refuseQuery(text, 'ORDER BY', 'COUNT() cannot be used with ORDER BY');
    const rows = rowsOf(context, scope, query);
    return { kind: 'groups', records: [], totalSize: rows.length };
  }
  if (isAggregateQuery(query)) {
    const rows = rowsOf(context, scope, query.where ? { where: query.where } : {});
    const records = aggregate(scope, query, rows);
    return { kind: 'groups', records, totalSize: records.length };
  }
  const rowText = selectFields(scope, fields, {
    base: context.base,
    subqueryText: childText(context),
  });
  return { kind: 'rows', table: scope.table, rows: rowsOf(context, scope, query), text: rowText };
};

/** The rows of an object that a condition holds for, without a user's restrictions: for rules as data. */
export const compileRule = (scope: Scope, condition: string): Tree | null =>
  treeOf(parseSoql(`SELECT Id FROM ${scope.table.object.name} WHERE ${condition}`), condition);
