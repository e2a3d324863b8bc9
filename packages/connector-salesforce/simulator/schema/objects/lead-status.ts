import { checkbox, integer, readOnly } from '../make-field.ts';
import { picklistValues } from './picklist-values.ts';

/** The statuses that the org's administrator gave leads; a conversion takes one that says so. */
export const leadStatus = picklistValues(
  ['LeadStatus', 'Lead Status Values', 'Lead Status Value'],
  [
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsDefault', 'Is Default'], readOnly),
    checkbox(['IsConverted', 'Converted'], readOnly),
  ],
);
