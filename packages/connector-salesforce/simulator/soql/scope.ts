import type { Access } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import type { Field } from '../schema/field.ts';
import { makeField } from '../schema/make-field.ts';
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

/** One step to a parent, which may be of any of several objects. */
export interface Hop {
  readonly name: string;
  readonly targets: readonly Table[];
  readonly isPolymorphic: boolean;
  /** The parent: which of the targets, and its row; null where there is none. */
  readonly parentOf: (row: number) => readonly [target: number, row: number] | null;
}

const parentFinder = (read: (row: number) => Value, targets: readonly Table[]): Hop['parentOf'] => {
  const byPrefix = new Map(
    targets.map((table, at) => [table.object.keyPrefix, [at, table] as const]),
  );
  return (row) => {
    const id = read(row);
    const [at, table] = (typeof id === 'string' && byPrefix.get(id.slice(0, 3))) || [];
    const found = table?.rowOf(String(id));
    if (at === undefined || found === undefined) return null;
    return table?.isPresent(found) === true ? [at, found] : null;
  };
};

/** The hop from a table through a relationship. */
export const hopTo = (scope: Scope, from: Table, relation: string): Hop | null => {
  const index = from.object.relationshipIndex(relation);
  const field = index === undefined ? undefined : from.object.fields[index];
  if (index === undefined || !field || !scope.access.canRead(from.object, index)) return null;
  const targets = field.referenceTo
    .filter((name) => scope.org.schema.object(name) !== undefined)
    .map((name) => scope.org.table(name));
  if (targets.length === 0) return null;
  return {
    name: field.relationshipName ?? relation,
    targets,
    isPolymorphic: field.referenceTo.length > 1,
    parentOf: parentFinder(from.reader(index), targets),
  };
};

// Salesforce: a polymorphic look-up shows the fields of the object Name alone. developer.salesforce.com, read 2026-11-21
const namePattern =
  /^(?:Id|Name|Type|FirstName|LastName|Email|Phone|Title|Alias|Username|IsActive|ProfileId|Profile)$/iu;

/** Whether a polymorphic look-up lets a field through without TYPEOF. */
const isOfName = (name: string): boolean => namePattern.test(name);

/** What `Type` of a polymorphic look-up says of a record: the object, or Queue for a group. */
export const kindOf = ({ object }: Table): string =>
  object.name === 'Group' ? 'Queue' : object.name;

const kindField = makeField(['Type', 'Type'], 'string', { length: 40 });

const placeIn = (scope: Scope, { object }: Table, name: string): number | null => {
  const index = object.indexOf(name);
  return index !== undefined && scope.access.canRead(object, index) ? index : null;
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

interface Step {
  readonly table: Table;
  readonly names: readonly string[];
}

const throughHop = (scope: Scope, { table, names }: Step): Path | null => {
  const [relation = '', ...rest] = names;
  const hop = hopTo(scope, table, relation);
  const [first = ''] = rest;
  if (!hop) return null;
  if (hop.isPolymorphic && !isOfName(first)) return null;
  const isKind = hop.isPolymorphic && first.toLowerCase() === 'type';
  const paths = hop.targets.map((target): Path | null =>
    isKind
      ? { field: kindField, index: null, read: () => kindOf(target) }
      : stepFrom(scope, { table: target, names: rest }),
  );
  const field = paths.find((one) => one !== null)?.field;
  if (!field) return null;
  return {
    field,
    index: null,
    read: (row) => {
      const parent = hop.parentOf(row);
      return parent ? (paths[parent[0]]?.read(parent[1]) ?? null) : null;
    },
  };
};

const stepFrom = (scope: Scope, step: Step): Path | null => {
  const { table, names } = step;
  if (names.length > 1) return throughHop(scope, step);
  const index = placeIn(scope, table, names[0] ?? '');
  const field = index === null ? undefined : table.object.fields[index];
  return index === null || !field ? null : { field, index, read: table.reader(index) };
};

const refusePath = (scope: Scope, path: string, { table, names }: Step): never => {
  const [relation = '', ...rest] = names;
  if (rest.length === 0) return refuseColumn(scope.text, path, table.object.name);
  const hop = hopTo(scope, table, relation);
  const [target] = hop?.targets ?? [];
  if (!hop || !target) return refuseRelationship(scope.text, path, relation);
  return hop.isPolymorphic
    ? refuseColumn(scope.text, path, 'Name')
    : refusePath(scope, path, { table: target, names: rest });
};

/** Looks a dotted path up; refuses unknown and unreadable names. */
export const resolvePath = (scope: Scope, path: string): Path => {
  const step = { table: scope.table, names: namesOf(scope, path) };
  return stepFrom(scope, step) ?? refusePath(scope, path, step);
};
