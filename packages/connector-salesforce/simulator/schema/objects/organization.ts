import { checkbox, readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** The org itself. */
export const organization = objectOf(
  ['Organization', 'Organizations', '00D'],
  [
    idField('Organization'),
    text(['Name', 'Name'], 80, { nillable: false, nameField: true }),
    text(['OrganizationType', 'Edition'], 40, readOnly),
    text(['InstanceName', 'Instance Name'], 5, readOnly),
    checkbox(['IsSandbox', 'Is Sandbox'], readOnly),
    text(['LanguageLocaleKey', 'Language'], 40, readOnly),
    ...auditFields,
  ],
  { createable: false, updateable: false, deletable: false, replicateable: false },
);
