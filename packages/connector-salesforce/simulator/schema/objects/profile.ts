import { readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Kinds of users. */
export const profile = objectOf(
  ['Profile', 'Profiles', '00e'],
  [
    idField('Profile'),
    text(['Name', 'Name'], 255, { ...readOnly, nillable: false, nameField: true }),
    ...auditFields,
  ],
  { createable: false, updateable: false, deletable: false, replicateable: false },
);
