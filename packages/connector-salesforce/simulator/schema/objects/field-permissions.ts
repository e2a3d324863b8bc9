import { checkbox, makeField, reference } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

const fixed = { nillable: false, updateable: false } as const;

// Salesforce: only sets, not profiles, hold them; a profile's are in the set it owns. sforce_api_objects_fieldpermissions, read 2026-11-22
/** Field-level security: the fields that a permission set lets its users read and edit. */
export const fieldPermissions = objectOf(
  ['FieldPermissions', 'Field Permissions', '01k'],
  [
    idField('FieldPermissions'),
    reference(['ParentId', 'Parent ID'], ['PermissionSet'], {
      ...fixed,
      childRelationshipName: 'FieldPerms',
      cascadeDelete: true,
    }),
    makeField(['SobjectType', 'SObject Type'], 'picklist', { ...fixed, length: 40 }),
    makeField(['Field', 'Field Name'], 'picklist', { ...fixed, length: 4000 }),
    checkbox(['PermissionsEdit', 'Edit Access']),
    checkbox(['PermissionsRead', 'Read Access']),
    ...auditFields.filter(({ name }) => name === 'SystemModstamp'),
  ],
  { replicateable: false },
);
