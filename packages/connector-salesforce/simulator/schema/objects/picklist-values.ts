import type { Field, ObjectDefinition } from '../field.ts';
import { readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** An object that lists the values an administrator gave a picklist; nobody writes to it. */
export const picklistValues = (
  [name, labelPlural, idLabel]: readonly [string, string, string],
  fields: readonly Field[],
): ObjectDefinition =>
  objectOf(
    [name, labelPlural, '01J'],
    [
      idField(idLabel),
      text(['MasterLabel', 'Master Label'], 255, { ...readOnly, nameField: true }),
      text(['ApiName', 'API Name'], 255, readOnly),
      ...fields,
      ...auditFields,
    ],
    {
      createable: false,
      updateable: false,
      deletable: false,
      replicateable: false,
      sharesKeyPrefix: true,
    },
  );
