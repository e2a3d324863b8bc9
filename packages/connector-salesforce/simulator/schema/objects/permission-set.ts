import { checkbox, picklist, readOnly, reference, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Named bundles of rights; every profile owns one. */
export const permissionSet = objectOf(
  ['PermissionSet', 'Permission Sets', '0PS'],
  [
    idField('PermissionSet'),
    text(['Name', 'Permission Set Name'], 80, { nillable: false, nameField: true }),
    text(['Label', 'Permission Set Label'], 80, { nillable: false }),
    text(['Description', 'Description'], 255),
    reference(['ProfileId', 'Profile ID'], ['Profile'], readOnly),
    checkbox(['IsOwnedByProfile', 'Is Owned By Profile'], readOnly),
    checkbox(['IsCustom', 'Custom'], { ...readOnly, defaultValue: true }),
    picklist(['Type', 'Type'], ['Regular', 'Standard', 'Session', 'Group', 'Profile'], {
      ...readOnly,
      defaultValue: 'Regular',
    }),
    text(['NamespacePrefix', 'Namespace Prefix'], 15, readOnly),
    checkbox(['PermissionsApiEnabled', 'API Enabled']),
    checkbox(['PermissionsViewSetup', 'View Setup and Configuration']),
    checkbox(['PermissionsCustomizeApplication', 'Customize Application']),
    checkbox(['PermissionsViewAllData', 'View All Data']),
    checkbox(['PermissionsModifyAllData', 'Modify All Data']),
    checkbox(['PermissionsEditTask', 'Edit Tasks']),
    checkbox(['PermissionsManageUsers', 'Manage Users']),
    checkbox(['PermissionsAssignPermissionSets', 'Assign Permission Sets']),
    ...auditFields,
  ],
  { replicateable: false },
);
