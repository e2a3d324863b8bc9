import type { FieldType, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Table } from '../store/table.ts';
import { type Hop, hopTo, kindOf, namesOf, resolvePath, type Scope } from './scope.ts';
import { functionText, selectedField } from './select-function.ts';
import { refuseColumn, refuseQuery, refuseRelationship } from './soql-error.ts';
import { fieldPiece, keyText, recordText, type RowText } from './write-record.ts';

/** How a child sub-query becomes text; given by whoever runs queries. */
export type SubqueryText = (scope: Scope, subquery: Subquery) => readonly [string, RowText];

/** What is selected of a record: fields by their own names, parents, children, and parents by their object. */
interface Branch {
  readonly fields: Map<string, 'field' | Branch | Cases | RowText>;
}

/** What TYPEOF selects: by object in lower case, and of any other; null for nothing. */
interface Cases {
  readonly byObject: ReadonlyMap<string, Branch>;
  readonly others: Branch | null;
}

interface Place {
  readonly table: Table;
  readonly branch: Branch;
}

const isBranch = (part: unknown): part is Branch =>
  typeof part === 'object' && part !== null && 'fields' in part;

/** A field's name as the object spells it; for a polymorphic parent the first object's spelling. */
const ownName = (tables: readonly Table[], name: string): string => {
  for (const { object } of tables) {
    const index = object.indexOf(name);
    if (index !== undefined) return object.fields[index]?.name ?? name;
  }
  return name;
};

const setOnce = (
  scope: Scope,
  fields: Branch['fields'],
  [name, part]: readonly [string, 'field' | RowText],
): void => {
  if (fields.has(name)) refuseQuery(scope.text, name, `duplicate field selected: ${name}`);
  fields.set(name, part);
};

const addPath = (scope: Scope, { table, branch }: Place, names: readonly string[]): void => {
  const path = names.join('.');
  resolvePath({ ...scope, table, alias: null }, path);
  let { fields } = branch;
  let tables: readonly Table[] = [table];
  for (const relation of names.slice(0, -1)) {
    const hop = tables.map((one) => hopTo(scope, one, relation)).find((one) => one !== null);
    if (!hop) return refuseRelationship(scope.text, path, relation);
    const known = fields.get(hop.name);
    const next: Branch = isBranch(known) ? known : { fields: new Map() };
    fields.set(hop.name, next);
    fields = next.fields;
    tables = hop.targets;
  }
  setOnce(scope, fields, [ownName(tables, names.at(-1) ?? ''), 'field']);
};

const addAll = (scope: Scope, branch: Branch, which: string): void => {
  const { object } = scope.table;
  for (const [index, field] of object.fields.entries()) {
    const isWanted = which === 'ALL' || (which === 'CUSTOM') === field.custom;
    if (isWanted && scope.access.canRead(object, index)) branch.fields.set(field.name, 'field');
  }
};

const addTypeof = (
  scope: Scope,
  branch: Branch,
  field: Extract<FieldType, { type: 'FieldTypeof' }>,
): void => {
  const hop =
    hopTo(scope, scope.table, field.field) ??
    refuseRelationship(scope.text, field.field, field.field);
  const byObject = new Map<string, Branch>();
  let others: Branch | null = null;
  for (const { objectType, fieldList } of field.conditions) {
    const own: Branch = { fields: new Map() };
    const table =
      objectType === undefined
        ? hop.targets[0]
        : hop.targets.find(({ object }) => object.name.toLowerCase() === objectType.toLowerCase());
    if (!table) return refuseColumn(scope.text, field.field, objectType ?? field.field);
    for (const name of fieldList) addPath(scope, { table, branch: own }, name.split('.'));
    if (objectType === undefined) others = own;
    else byObject.set(objectType.toLowerCase(), own);
  }
  branch.fields.set(hop.name, { byObject, others });
};

const parentText = (key: string, hop: Hop, texts: readonly (RowText | null)[]): RowText => {
  const nothing = `${key}null`;
  return (row) => {
    const parent = hop.parentOf(row);
    const text = parent ? texts[parent[0]] : null;
    return parent && text ? key + text(parent[1]) : nothing;
  };
};

interface Writing {
  readonly base: string;
  /** What the record calls itself; by default its object. */
  readonly type?: string;
}

const fieldText = (table: Table, name: string, { type }: Writing): RowText => {
  const key = keyText(name);
  if (type !== undefined && name === 'Type') {
    const kind = `${key}"${kindOf(table)}"`;
    return () => kind;
  }
  const index = table.object.indexOf(name);
  return index === undefined ? () => `${key}null` : fieldPiece(table, index, key);
};

const hopText = (scope: Scope, place: Place & { name: string }, writing: Writing): RowText => {
  const { table, name } = place;
  const part = place.branch.fields.get(name);
  const hop = hopTo(scope, table, name);
  const key = keyText(name);
  if (!hop) return () => `${key}null`;
  const texts = hop.targets.map((target) => {
    if (isBranch(part)) {
      const head = hop.isPolymorphic
        ? { base: writing.base, type: 'Name' }
        : { base: writing.base };
      return branchText(scope, { table: target, branch: part }, head);
    }
    const cases = part as Cases;
    const branch = cases.byObject.get(target.object.name.toLowerCase()) ?? cases.others;
    return branch && branchText(scope, { table: target, branch }, { base: writing.base });
  });
  return parentText(key, hop, texts);
};

const branchText = (scope: Scope, { table, branch }: Place, writing: Writing): RowText => {
  const pieces = [...branch.fields].map(([name, part]): RowText => {
    if (part === 'field') return fieldText(table, name, writing);
    if (typeof part !== 'function') return hopText(scope, { table, branch, name }, writing);
    const key = keyText(name);
    return (row) => key + part(row);
  });
  return recordText(table, writing, pieces);
};

const addFunction = (
  scope: Scope,
  branch: Branch,
  field: Extract<FieldType, { type: 'FieldFunctionExpression' }>,
): void => {
  const name = selectedField(field);
  if (field.functionName.toUpperCase() === 'FIELDS') {
    addAll(scope, branch, name.toUpperCase());
    return;
  }
  const text = functionText(scope, field);
  const names = namesOf(scope, name);
  if (field.alias === undefined && names.length > 1)
    addPath(scope, { table: scope.table, branch }, names);
  else setOnce(scope, branch.fields, [field.alias ?? ownName([scope.table], names[0] ?? ''), text]);
};

const addField = (
  scope: Scope,
  [branch, field]: readonly [Branch, FieldType],
  subqueryText: SubqueryText,
): void => {
  const place = { table: scope.table, branch };
  if (field.type === 'FieldSubquery') {
    const [name, text] = subqueryText(scope, field.subquery);
    branch.fields.set(name, text);
  } else if (field.type === 'FieldFunctionExpression') addFunction(scope, branch, field);
  else if (field.type === 'FieldTypeof') addTypeof(scope, branch, field);
  else if ('alias' in field) {
    refuseQuery(scope.text, field.alias, 'only aggregate expressions use field aliasing');
  } else {
    const names = field.type === 'Field' ? [] : field.relationships;
    addPath(scope, place, namesOf(scope, [...names, field.field].join('.')));
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
  return branchText(scope, { table: scope.table, branch }, { base });
};
