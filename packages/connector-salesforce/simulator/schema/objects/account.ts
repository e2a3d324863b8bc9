import { addressFields } from '../address-fields.ts';
import {
  decimal,
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
import { industries, leadSources, ratings, views, photo, objectOf } from './shared-fields.ts';

/** Companies. */
export const account = objectOf(
  ['Account', 'Accounts', '001'],
  [
    idField('Account'),
    deletionField,
    masterField('Account'),
    text(['Name', 'Account Name'], 255, { nillable: false, nameField: true }),
    picklist(
      ['Type', 'Account Type'],
      ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner', 'Other'],
    ),
    reference(['ParentId', 'Parent Account ID'], ['Account'], {
      childRelationshipName: 'ChildAccounts',
    }),
    ...addressFields('Billing'),
    ...addressFields('Shipping'),
    phone(['Phone', 'Account Phone']),
    phone(['Fax', 'Account Fax']),
    text(['AccountNumber', 'Account Number'], 40),
    makeField(['Website', 'Website'], 'url', { length: 255 }),
    photo,
    text(['Sic', 'SIC Code'], 20),
    picklist(['Industry', 'Industry'], industries),
    decimal(['AnnualRevenue', 'Annual Revenue'], 'currency'),
    integer(['NumberOfEmployees', 'Employees']),
    picklist(['Ownership', 'Ownership'], ['Public', 'Private', 'Subsidiary', 'Other']),
    text(['TickerSymbol', 'Ticker Symbol'], 20),
    longText(['Description', 'Account Description']),
    picklist(['Rating', 'Account Rating'], ratings),
    text(['Site', 'Account Site'], 80),
    ownerField,
    ...auditFields,
    ...views,
    text(['Jigsaw', 'Data.com Key'], 20),
    text(['JigsawCompanyId', 'Jigsaw Company ID'], 20, readOnly),
    picklist(['AccountSource', 'Account Source'], leadSources),
    text(['SicDesc', 'SIC Description'], 80),
  ],
  { mergeable: true },
);
