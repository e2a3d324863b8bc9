import { checkbox, integer, readOnly } from '../make-field.ts';
import { picklistValues } from './picklist-values.ts';

/** The statuses that the org's administrator gave tasks. */
export const taskStatus = picklistValues(
  ['TaskStatus', 'Task Status Values', 'Task Status Value'],
  [
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsDefault', 'Is Default'], readOnly),
    checkbox(['IsClosed', 'Closed'], readOnly),
  ],
);
