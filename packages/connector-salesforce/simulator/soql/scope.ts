import type { Access } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Table, Value } from '../store/table.ts';
import { refuseColumn, refuseRelationship } from './soql-error.ts';

/** What the names of a query are looked up in. */
export interface Scope {
  readonly org: Org;
  readonly access: Access;
  readonly table: Table;
  /** The query, for error messages. */
  readonly text: string;
  /** The object's alias in the query, which may stand before a field; null for none. */
  readonly alias: string | null;
}

/** A field reached from the scope's records, perhaps through parents. */
export interface Path {
  readonly field: Field;
  /** Its place in the scope's own object; null if it belongs to a parent. */
  readonly index: number | null;
  readonly read: (row: number) => Value;
}

/** One step to a parent: the parent's table and how to find its row. */
export interface Hop {
  readonly table: Table;
  readonly name: string;
  /** The parent's row; -1 where there is none. */
  readonly rowOf: (row: number) => number;
}

/** The hop from a table through a relationship. */
export const hopTo = (scope: Scope, from: Table, relation: string): Hop | null => {
  const index = from.object.relationshipIndex(relation);
  const field = index === undefined ? undefined : from.object.fields[index];
  const target = scope.org.schema.object(field?.referenceTo[0] ?? '');
  if (index === undefined || !field || !target || !scope.access.canRead(from.object, index))
    return null;
  const table = scope.org.table(target.name);
  const read = from.reader(index);
  const rowOf = (row: number): number => {
    const id = read(row);
    const found = typeof id === 'string' ? table.rowOf(id) : undefined;
    return found !== undefined && table.isPresent(found) ? found : -1;
  };
  return { table, name: field.relationshipName ?? relation, rowOf };
};

const fieldIn = (
  scope: Scope,
  object: SimObject,
  [name, path]: readonly [string, string],
): number => {
  const index = object.indexOf(name);
  return index !== undefined && scope.access.canRead(object, index)
    ? index
    : refuseColumn(scope.text, path, object.name);
};

/** A path's names without the alias of the object. */
export const namesOf = (scope: Scope, path: string): string[] => {
  const names = path.split('.');
  const first = names[0]?.toLowerCase();
  const isOwn =
    first === scope.alias?.toLowerCase() || first === scope.table.object.name.toLowerCase();
  const isRelation = scope.table.object.relationshipIndex(names[0] ?? '') !== undefined;
  return names.length > 1 && isOwn && !isRelation ? names.slice(1) : names;
};

/** Looks a dotted path up; refuses unknown and unreadable names. */
export const resolvePath = (scope: Scope, path: string): Path => {
  const names = namesOf(scope, path);
  let table = scope.table;
  const hops: Hop[] = [];
  for (const relation of names.slice(0, -1)) {
    const hop = hopTo(scope, table, relation) ?? refuseRelationship(scope.text, path, relation);
    hops.push(hop);
    table = hop.table;
  }
  const index = fieldIn(scope, table.object, [names.at(-1) ?? '', path]);
  const field = table.object.fields[index] as Field;
  const read = table.reader(index);
  if (hops.length === 0) return { field, index, read };
  return {
    field,
    index: null,
    read: (row) => {
      let at = row;
      for (const hop of hops) at = at < 0 ? -1 : hop.rowOf(at);
      return at < 0 ? null : read(at);
    },
  };
};
