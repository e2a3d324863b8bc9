import { checkbox, integer, readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** The statuses that the org's administrator gave tasks. */
export const taskStatus = objectOf(
  ['TaskStatus', 'Task Status Values', '01J'],
  [
    idField('Task Status Value'),
    text(['MasterLabel', 'Master Label'], 255, { ...readOnly, nameField: true }),
    text(['ApiName', 'API Name'], 255, readOnly),
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsDefault', 'Is Default'], readOnly),
    checkbox(['IsClosed', 'Closed'], readOnly),
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
