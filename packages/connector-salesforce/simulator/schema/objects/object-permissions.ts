import { checkbox, makeField, readOnly, reference } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** What a permission set lets its users do with an object. Salesforce: seen with "View Setup and Configuration" alone. */
export const objectPermissions = objectOf(
  ['ObjectPermissions', 'Object Permissions', '110'],
  [
    idField('Object Permissions'),
    reference(['ParentId', 'Parent ID'], ['PermissionSet'], {
      ...readOnly,
      nillable: false,
      childRelationshipName: 'ObjectPerms',
      cascadeDelete: true,
    }),
    makeField(['SobjectType', 'SObject Type'], 'picklist', { ...readOnly, length: 40 }),
    checkbox(['PermissionsCreate', 'Create Records'], readOnly),
    checkbox(['PermissionsRead', 'Read Records'], readOnly),
    checkbox(['PermissionsEdit', 'Edit Records'], readOnly),
    checkbox(['PermissionsDelete', 'Delete Records'], readOnly),
    checkbox(['PermissionsViewAllRecords', 'Read All Records'], readOnly),
    checkbox(['PermissionsModifyAllRecords', 'Edit All Records'], readOnly),
    ...auditFields,
  ],
  {
    createable: false,
    updateable: false,
    deletable: false,
    replicateable: false,
    needsSetupView: true,
  },
);
