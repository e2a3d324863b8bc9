import { checkbox, readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Kinds of one object's records, beside the master one, which has no row. */
export const recordType = objectOf(
  ['RecordType', 'Record Types', '012'],
  [
    idField('Record Type'),
    text(['Name', 'Name'], 80, { nillable: false, nameField: true }),
    text(['DeveloperName', 'Record Type Name'], 80, { nillable: false }),
    text(['NamespacePrefix', 'Namespace Prefix'], 15, readOnly),
    text(['Description', 'Description'], 255),
    text(['SobjectType', 'Sobject Type Name'], 40, { nillable: false, updateable: false }),
    checkbox(['IsActive', 'Active']),
    ...auditFields,
  ],
  { deletable: false, replicateable: false },
);
