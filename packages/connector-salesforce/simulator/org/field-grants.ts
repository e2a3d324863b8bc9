import type { Table, Value } from '../store/table.ts';

/** What permission sets let a user do with fields, by `Contact.Phone`; a field that is absent is hidden. */
export type FieldGrants = ReadonlyMap<string, 'read' | 'write'>;

/** The tables of an org by name. */
export type TableOf = (name: string) => Table;

const column = (table: Table, name: string): number => table.object.indexOf(name) ?? -1;

const liveRows = (table: Table, name: string, value: Value): number[] =>
  (table.index(column(table, name))?.rows(value) ?? []).filter((row) => table.isLive(row));

const profileOf = (table: TableOf, userId: string): Value => {
  const users = table('User');
  const row = users.rowOf(userId);
  const own = row === undefined ? null : users.get(row, column(users, 'ProfileId'));
  // Whoever has no profile, such as a user that a test made up, has the rights of the first one.
  return own ?? table('Profile').idOf(0);
};

/** The permission sets of a user: those assigned, and the one that the user's profile owns. */
export const permissionSetsOf = (table: TableOf, userId: string): ReadonlySet<string> => {
  const assignments = table('PermissionSetAssignment');
  const sets = table('PermissionSet');
  const setOf = assignments.reader(column(assignments, 'PermissionSetId'));
  return new Set([
    ...liveRows(assignments, 'AssigneeId', userId).map((row) => String(setOf(row))),
    ...liveRows(sets, 'ProfileId', profileOf(table, userId)).map((row) => sets.idOf(row)),
  ]);
};

/** What the FieldPermissions of some permission sets add up to. */
export const fieldGrants = (table: TableOf, sets: Iterable<string>): FieldGrants => {
  const permissions = table('FieldPermissions');
  const read = (name: string) => permissions.reader(column(permissions, name));
  const [fieldOf, mayRead, mayEdit] = [
    read('Field'),
    read('PermissionsRead'),
    read('PermissionsEdit'),
  ];
  const grants = new Map<string, 'read' | 'write'>();
  for (const set of sets) {
    for (const row of liveRows(permissions, 'ParentId', set)) {
      const field = String(fieldOf(row));
      if (mayEdit(row) === true) grants.set(field, 'write');
      else if (mayRead(row) === true && !grants.has(field)) grants.set(field, 'read');
    }
  }
  return grants;
};
