import type { FieldType, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Table } from '../store/table.ts';
import { hopTo, namesOf, type Scope } from './scope.ts';
import { refuseColumn, refuseQuery, refuseRelationship } from './soql-error.ts';
import { fieldPiece, keyText, recordText, type RowText } from './write-record.ts';

/** How a child sub-query becomes text; given by whoever runs queries. */
export type SubqueryText = (scope: Scope, subquery: Subquery) => readonly [string, RowText];

interface Branch {
  readonly fields: Map<string, number | Branch | RowText>;
}

const addPath = (scope: Scope, branch: Branch, names: readonly string[]): void => {
  let { fields } = branch;
  let table = scope.table;
  for (const relation of names.slice(0, -1)) {
    const hop =
      hopTo(scope, table, relation) ?? refuseRelationship(scope.text, names.join('.'), relation);
    const known = fields.get(hop.name);
    const next = typeof known === 'object' ? known : { fields: new Map() };
    fields.set(hop.name, next);
    fields = next.fields;
    table = hop.table;
  }
  const index = table.object.indexOf(names.at(-1) ?? '');
  if (index === undefined || !scope.access.canRead(table.object, index)) {
    return refuseColumn(scope.text, names.join('.'), table.object.name);
  }
  const name = table.object.fields[index]?.name ?? '';
  if (fields.has(name))
    refuseQuery(scope.text, names.join('.'), `duplicate field selected: ${name}`);
  fields.set(name, index);
};

const addAll = (scope: Scope, branch: Branch, which: string): void => {
  for (const [index, field] of scope.table.object.fields.entries()) {
    const isWanted = which === 'ALL' || (which === 'CUSTOM') === field.custom;
    if (isWanted && scope.access.canRead(scope.table.object, index))
      branch.fields.set(field.name, index);
  }
};

const branchText = (
  scope: Scope,
  [table, branch]: readonly [Table, Branch],
  base: string,
): RowText => {
  const pieces = [...branch.fields].map(([name, part]): RowText => {
    const key = keyText(name);
    if (typeof part === 'number') return fieldPiece(table, part, key);
    if (typeof part === 'function') return (row) => key + part(row);
    const hop = hopTo(scope, table, name) ?? refuseRelationship(scope.text, name, name);
    const inner = branchText(scope, [hop.table, part], base);
    return (row) => {
      const parent = hop.rowOf(row);
      return key + (parent < 0 ? 'null' : inner(parent));
    };
  });
  return recordText(table, base, pieces);
};

const addField = (
  scope: Scope,
  [branch, field]: readonly [Branch, FieldType],
  subqueryText: SubqueryText,
): void => {
  if (field.type === 'FieldSubquery') {
    const [name, text] = subqueryText(scope, field.subquery);
    branch.fields.set(name, text);
  } else if (field.type === 'FieldRelationship') {
    addPath(scope, branch, namesOf(scope, [...field.relationships, field.field].join('.')));
  } else if (field.type === 'Field') addPath(scope, branch, [field.field]);
  else if (field.type === 'FieldFunctionExpression') {
    const [parameter] = field.parameters;
    const name = String(parameter ?? '');
    if (field.functionName.toUpperCase() === 'FIELDS') addAll(scope, branch, name.toUpperCase());
    else addPath(scope, branch, namesOf(scope, name));
  } else
    for (const name of new Set(field.conditions.flatMap((one) => one.fieldList))) {
      addPath(scope, branch, [field.field, name]);
    }
};

/** Compiles a SELECT list into the text of one record; refuses unknown fields. */
export const selectFields = (
  scope: Scope,
  fields: readonly FieldType[],
  { base, subqueryText }: { base: string; subqueryText: SubqueryText },
): RowText => {
  const branch: Branch = { fields: new Map() };
  for (const field of fields) addField(scope, [branch, field], subqueryText);
  return branchText(scope, [scope.table, branch], base);
};
