import { addressFields } from '../address-fields.ts';
import {
  checkbox,
  day,
  decimal,
  integer,
  longText,
  makeField,
  moment,
  phone,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { stockLeadStatuses } from '../stock-picklists.ts';
import { auditFields, deletionField, idField, masterField } from '../system-fields.ts';
import {
  industries,
  leadSources,
  ratings,
  views,
  email,
  personNames,
  photo,
  objectOf,
} from './shared-fields.ts';

const cleanStatuses = [
  'Pending',
  'Matched',
  'Different',
  'Acknowledged',
  'NotFound',
  'Inactive',
  'Skipped',
  'SelectMatch',
];

// Salesforce: what a conversion writes is read-only, but IsConverted may be given on create. Recorded describe.
const conversion = [
  checkbox(['IsConverted', 'Converted'], { updateable: false }),
  day(['ConvertedDate', 'Converted Date'], readOnly),
  reference(['ConvertedAccountId', 'Converted Account ID'], ['Account'], readOnly),
  reference(['ConvertedContactId', 'Converted Contact ID'], ['Contact'], readOnly),
  reference(['ConvertedOpportunityId', 'Converted Opportunity ID'], ['Opportunity'], readOnly),
];

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
    phone(['Fax', 'Fax']),
    email,
    makeField(['Website', 'Website'], 'url', { length: 255 }),
    photo,
    longText(['Description', 'Description']),
    picklist(['LeadSource', 'Lead Source'], leadSources),
    picklist(
      ['Status', 'Status'],
      stockLeadStatuses.map(({ apiName }) => apiName),
      { nillable: false, defaultedOnCreate: true },
    ),
    picklist(['Industry', 'Industry'], industries),
    picklist(['Rating', 'Rating'], ratings, { length: 40 }),
    decimal(['AnnualRevenue', 'Annual Revenue'], 'currency'),
    integer(['NumberOfEmployees', 'Employees']),
    reference(['OwnerId', 'Owner ID'], ['Group', 'User'], {
      nillable: false,
      defaultedOnCreate: true,
    }),
    checkbox(['HasOptedOutOfEmail', 'Email Opt Out']),
    ...conversion,
    checkbox(['IsUnreadByOwner', 'Unread By Owner']),
    ...auditFields,
    ...views,
    checkbox(['DoNotCall', 'Do Not Call']),
    checkbox(['HasOptedOutOfFax', 'Fax Opt Out']),
    day(['LastTransferDate', 'Last Transfer Date'], readOnly),
    text(['Jigsaw', 'Data.com Key'], 20),
    text(['JigsawContactId', 'Jigsaw Contact ID'], 20, readOnly),
    picklist(['CleanStatus', 'Clean Status'], cleanStatuses, { length: 40, restricted: true }),
    text(['CompanyDunsNumber', 'Company D-U-N-S Number'], 9),
    text(['EmailBouncedReason', 'Email Bounced Reason'], 255, { createable: false }),
    moment(['EmailBouncedDate', 'Email Bounced Date'], { createable: false }),
    checkbox(['IsPriorityRecord', 'Important'], { updateable: false }),
  ],
  { mergeable: true },
);
