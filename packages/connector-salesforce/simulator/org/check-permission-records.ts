import { isPermissionable } from '../schema/is-permissionable.ts';
import type { Table, Value } from '../store/table.ts';
import { refuse } from './record-error.ts';
import type { Work } from './work.ts';

type Read = (name: string) => Value;

const others = (table: Table, row: number, key: string): number[] => {
  const index = table.object.indexOf(key) ?? -1;
  const rows = table.index(index)?.rows(table.get(row, index)) ?? [];
  return rows.filter((one) => one !== row && table.isLive(one));
};

const isKnownField = (work: Work, type: string, path: string): boolean => {
  const [object, name = ''] = path.split('.');
  const definition = work.org.schema.object(type);
  const index = definition?.indexOf(name);
  const field = index === undefined ? undefined : definition?.fields[index];
  return object === definition?.name && definition && field
    ? isPermissionable(definition, field)
    : false;
};

const checkFieldPermission = (work: Work, [table, row]: readonly [Table, number], read: Read) => {
  const field = String(read('Field'));
  // [MEM] The words of the three refusals; the rules are of the object's documentation, read 2026-11-22.
  if (!isKnownField(work, String(read('SobjectType')), field)) {
    const message = `Field Name: bad value for restricted picklist field: ${field}`;
    refuse('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, { fields: ['Field'] });
  }
  if (read('PermissionsRead') !== true) {
    const message = 'Edit access and every other permission of a field require Read access';
    refuse('FIELD_INTEGRITY_EXCEPTION', message, { fields: ['PermissionsRead'] });
  }
  const place = table.object.indexOf('Field') ?? -1;
  const twin = others(table, row, 'ParentId').find((one) => table.get(one, place) === field);
  if (twin === undefined) return;
  const message = `duplicate value found: <unknown> duplicates value on record with id: ${table.idOf(twin).slice(0, 15)}`;
  refuse('DUPLICATE_VALUE', message, { fields: [] });
};

const checkAssignment = ([table, row]: readonly [Table, number], read: Read): void => {
  const place = table.object.indexOf('PermissionSetId') ?? -1;
  const set = read('PermissionSetId');
  const twin = others(table, row, 'AssigneeId').find((one) => table.get(one, place) === set);
  if (twin === undefined) return;
  // [MEM]
  const message = `Duplicate PermissionSetAssignment. Assignee: ${String(read('AssigneeId'))}; Permission Set: ${String(set)}`;
  refuse('DUPLICATE_VALUE', message, { fields: [] });
};

/** Refuses a permission of a field that cannot have one, and one that is there already. */
export const checkPermissionRecords = (work: Work, table: Table, row: number): void => {
  const read: Read = (name) => table.get(row, table.object.indexOf(name) ?? -1);
  if (table.object.name === 'FieldPermissions') checkFieldPermission(work, [table, row], read);
  if (table.object.name === 'PermissionSetAssignment') checkAssignment([table, row], read);
};
