import { checkbox, integer, readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** The statuses that the org's administrator gave leads; a conversion takes one that says so. */
export const leadStatus = objectOf(
  ['LeadStatus', 'Lead Status Values', '01J'],
  [
    idField('Lead Status Value'),
    text(['MasterLabel', 'Master Label'], 255, { ...readOnly, nameField: true }),
    text(['ApiName', 'API Name'], 255, readOnly),
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsDefault', 'Is Default'], readOnly),
    checkbox(['IsConverted', 'Converted'], readOnly),
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
