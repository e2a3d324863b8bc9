import type { Field } from './field.ts';
import { checkbox, makeField, moment, readOnly, reference } from './make-field.ts';

/** The id, first of every object's fields. */
export const idField = (label: string): Field =>
  makeField(['Id', `${label} ID`], 'id', {
    ...readOnly,
    length: 18,
    nillable: false,
    idLookup: true,
    defaultedOnCreate: true,
  });

/** What an object that goes through the recycle bin has after its id. */
export const deletionField: Field = checkbox(['IsDeleted', 'Deleted'], readOnly);

/** The record that this one was merged into. */
export const masterField = (object: string): Field =>
  reference(['MasterRecordId', 'Master Record ID'], [object], {
    ...readOnly,
    relationshipName: 'MasterRecord',
  });

const stamp = (name: string, label: string): Field =>
  moment([name, label], { ...readOnly, nillable: false, defaultedOnCreate: true });

const editor = (name: string, label: string): Field =>
  reference([name, label], ['User'], { ...readOnly, nillable: false, defaultedOnCreate: true });

/** Who created and changed a record, and when. */
export const auditFields: readonly Field[] = [
  stamp('CreatedDate', 'Created Date'),
  editor('CreatedById', 'Created By ID'),
  stamp('LastModifiedDate', 'Last Modified Date'),
  editor('LastModifiedById', 'Last Modified By ID'),
  stamp('SystemModstamp', 'System Modstamp'),
];

/** The owner of a record; by default whoever creates it. */
export const ownerField: Field = reference(['OwnerId', 'Owner ID'], ['User'], {
  nillable: false,
  defaultedOnCreate: true,
});
