import { checkbox, moment, readOnly, reference } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Who has which permission set. */
export const permissionSetAssignment = objectOf(
  ['PermissionSetAssignment', 'Permission Set Assignments', '0Pa'],
  [
    idField('PermissionSetAssignment'),
    reference(['PermissionSetId', 'Permission Set ID'], ['PermissionSet'], {
      updateable: false,
      childRelationshipName: 'Assignments',
      cascadeDelete: true,
    }),
    reference(['AssigneeId', 'Assignee ID'], ['User'], {
      nillable: false,
      updateable: false,
      childRelationshipName: 'PermissionSetAssignments',
    }),
    checkbox(['IsActive', 'Is Active'], { ...readOnly, defaultValue: true }),
    moment(['ExpirationDate', 'Expiration Date']),
    ...auditFields.filter(({ name }) => name === 'SystemModstamp'),
  ],
  { updateable: false, replicateable: false },
);
