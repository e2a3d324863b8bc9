import { checkbox, picklist, readOnly, reference } from '../make-field.ts';
import { idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** What a user may do with a record; there are no rows, each query works its answer out. */
export const userRecordAccess = objectOf(
  ['UserRecordAccess', 'User Record Access', '0Hr'],
  [
    idField('User Record Access'),
    reference(['UserId', 'User ID'], ['User'], readOnly),
    reference(['RecordId', 'Record ID'], [], { ...readOnly, relationshipName: null }),
    checkbox(['HasReadAccess', 'Has Read Access'], readOnly),
    checkbox(['HasEditAccess', 'Has Edit Access'], readOnly),
    checkbox(['HasDeleteAccess', 'Has Delete Access'], readOnly),
    checkbox(['HasTransferAccess', 'Has Transfer Access'], readOnly),
    checkbox(['HasAllAccess', 'Has All Access'], readOnly),
    picklist(
      ['MaxAccessLevel', 'Maximum Access Level'],
      ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'],
      readOnly,
    ),
  ],
  { createable: false, updateable: false, deletable: false, replicateable: false },
);
