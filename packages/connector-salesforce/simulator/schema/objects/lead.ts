import { addressFields } from '../address-fields.ts';
import {
  checkbox,
  day,
  integer,
  longText,
  makeField,
  phone,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { auditFields, deletionField, idField, masterField, ownerField } from '../system-fields.ts';
import {
  industries,
  leadSources,
  ratings,
  views,
  email,
  personNames,
  objectOf,
} from './shared-fields.ts';

/** People not yet of a company. */
export const lead = objectOf(
  ['Lead', 'Leads', '00Q'],
  [
    idField('Lead'),
    deletionField,
    masterField('Lead'),
    ...personNames('Full Name'),
    text(['Title', 'Title'], 128),
    text(['Company', 'Company'], 255, { nillable: false }),
    ...addressFields(''),
    phone(['Phone', 'Phone']),
    phone(['MobilePhone', 'Mobile Phone']),
    email,
    makeField(['Website', 'Website'], 'url', { length: 255 }),
    longText(['Description', 'Description']),
    picklist(['LeadSource', 'Lead Source'], leadSources),
    picklist(
      ['Status', 'Status'],
      [
        'Open - Not Contacted',
        'Working - Contacted',
        'Closed - Converted',
        'Closed - Not Converted',
      ],
      { nillable: false, defaultedOnCreate: true, defaultValue: 'Open - Not Contacted' },
    ),
    picklist(['Industry', 'Industry'], industries),
    picklist(['Rating', 'Rating'], ratings),
    integer(['NumberOfEmployees', 'Employees']),
    ownerField,
    checkbox(['HasOptedOutOfEmail', 'Email Opt Out']),
    checkbox(['DoNotCall', 'Do Not Call']),
    checkbox(['IsConverted', 'Converted'], { updateable: false }),
    day(['ConvertedDate', 'Converted Date'], readOnly),
    reference(['ConvertedAccountId', 'Converted Account ID'], ['Account'], readOnly),
    reference(['ConvertedContactId', 'Converted Contact ID'], ['Contact'], readOnly),
    ...auditFields,
    ...views,
  ],
  { mergeable: true },
);
