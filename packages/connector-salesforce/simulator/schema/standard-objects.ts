import { addressFields } from './address-fields.ts';
import type { Field, ObjectDefinition } from './field.ts';
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
} from './make-field.ts';
import { auditFields, deletionField, idField, masterField, ownerField } from './system-fields.ts';

const industries =
  'Agriculture,Apparel,Banking,Biotechnology,Chemicals,Communications,Construction,Consulting,Education,Electronics,Energy,Engineering,Entertainment,Environmental,Finance,Food & Beverage,Government,Healthcare,Hospitality,Insurance,Machinery,Manufacturing,Media,Not For Profit,Recreation,Retail,Shipping,Technology,Telecommunications,Transportation,Utilities,Other'.split(
    ',',
  );
const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];
const ratings = ['Hot', 'Warm', 'Cold'];

const views: readonly Field[] = [
  day(['LastActivityDate', 'Last Activity'], readOnly),
  moment(['LastViewedDate', 'Last Viewed Date'], readOnly),
  moment(['LastReferencedDate', 'Last Referenced Date'], readOnly),
];

const photo = makeField(['PhotoUrl', 'Photo URL'], 'url', { ...readOnly, length: 255 });
const email = makeField(['Email', 'Email'], 'email', { length: 80, idLookup: true });

const personNames = (label: string): readonly Field[] => [
  text(['LastName', 'Last Name'], 80, { nillable: false, compoundFieldName: 'Name' }),
  text(['FirstName', 'First Name'], 40, { compoundFieldName: 'Name' }),
  picklist(['Salutation', 'Salutation'], ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'], {
    length: 40,
    compoundFieldName: 'Name',
  }),
  text(['Name', label], 121, { ...readOnly, nillable: false, nameField: true }),
];

const objectOf = (
  [name, labelPlural, keyPrefix]: readonly [string, string, string],
  fields: readonly Field[],
  rest: Partial<ObjectDefinition> = {},
): ObjectDefinition => ({
  name,
  label: name,
  labelPlural,
  keyPrefix,
  custom: false,
  fields,
  createable: true,
  updateable: true,
  deletable: true,
  mergeable: false,
  replicateable: true,
  ...rest,
});

const account = objectOf(
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

const contact = objectOf(
  ['Contact', 'Contacts', '003'],
  [
    idField('Contact'),
    deletionField,
    masterField('Contact'),
    reference(['AccountId', 'Account ID'], ['Account'], {
      childRelationshipName: 'Contacts',
      cascadeDelete: true,
    }),
    ...personNames('Full Name'),
    ...addressFields('Other'),
    ...addressFields('Mailing'),
    phone(['Phone', 'Business Phone']),
    phone(['Fax', 'Business Fax']),
    phone(['MobilePhone', 'Mobile Phone']),
    phone(['HomePhone', 'Home Phone']),
    phone(['OtherPhone', 'Other Phone']),
    phone(['AssistantPhone', 'Asst. Phone']),
    reference(['ReportsToId', 'Reports To ID'], ['Contact'], { childRelationshipName: null }),
    email,
    text(['Title', 'Title'], 128),
    text(['Department', 'Department'], 80),
    text(['AssistantName', "Assistant's Name"], 40),
    picklist(['LeadSource', 'Lead Source'], leadSources),
    day(['Birthdate', 'Birthdate']),
    longText(['Description', 'Contact Description']),
    ownerField,
    checkbox(['HasOptedOutOfEmail', 'Email Opt Out']),
    checkbox(['HasOptedOutOfFax', 'Fax Opt Out']),
    checkbox(['DoNotCall', 'Do Not Call']),
    ...auditFields,
    ...views,
    text(['EmailBouncedReason', 'Email Bounced Reason'], 255),
    moment(['EmailBouncedDate', 'Email Bounced Date']),
    checkbox(['IsEmailBounced', 'Is Email Bounced'], readOnly),
    photo,
    text(['Jigsaw', 'Data.com Key'], 20),
    text(['JigsawContactId', 'Jigsaw Contact ID'], 20, readOnly),
  ],
  { mergeable: true },
);

const lead = objectOf(
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

const user = objectOf(
  ['User', 'Users', '005'],
  [
    idField('User'),
    text(['Username', 'Username'], 80, { nillable: false, unique: true, idLookup: true }),
    text(['LastName', 'Last Name'], 80, { nillable: false, compoundFieldName: 'Name' }),
    text(['FirstName', 'First Name'], 40, { compoundFieldName: 'Name' }),
    text(['Name', 'Full Name'], 121, { ...readOnly, nillable: false, nameField: true }),
    text(['CompanyName', 'Company Name'], 80),
    text(['Department', 'Department'], 80),
    text(['Title', 'Title'], 80),
    ...addressFields(''),
    makeField(['Email', 'Email'], 'email', { length: 128, nillable: false }),
    phone(['Phone', 'Phone']),
    phone(['MobilePhone', 'Mobile']),
    text(['Alias', 'Alias'], 8, { nillable: false }),
    text(['CommunityNickname', 'Nickname'], 40, { nillable: false, defaultedOnCreate: true }),
    checkbox(['IsActive', 'Active'], { defaultValue: true }),
    text(['TimeZoneSidKey', 'Time Zone'], 40, {
      nillable: false,
      defaultValue: 'Etc/UTC',
      defaultedOnCreate: true,
    }),
    text(['LocaleSidKey', 'Locale'], 40, {
      nillable: false,
      defaultValue: 'en_US',
      defaultedOnCreate: true,
    }),
    reference(['ProfileId', 'Profile ID'], ['Profile'], {
      nillable: false,
      defaultedOnCreate: true,
      childRelationshipName: 'Users',
    }),
    picklist(['UserType', 'User Type'], ['Standard', 'AutomatedProcess', 'CloudIntegrationUser'], {
      ...readOnly,
      nillable: false,
      defaultedOnCreate: true,
      defaultValue: 'Standard',
    }),
    reference(['ManagerId', 'Manager ID'], ['User'], { childRelationshipName: 'ManagedUsers' }),
    text(['FederationIdentifier', 'SAML Federation ID'], 512, { idLookup: true }),
    moment(['LastLoginDate', 'Last Login'], readOnly),
    ...auditFields,
  ],
  { deletable: false },
);

const opportunity = objectOf(
  ['Opportunity', 'Opportunities', '006'],
  [
    idField('Opportunity'),
    deletionField,
    reference(['AccountId', 'Account ID'], ['Account'], {
      childRelationshipName: 'Opportunities',
      cascadeDelete: true,
    }),
    text(['Name', 'Name'], 120, { nillable: false, nameField: true }),
    longText(['Description', 'Description']),
    picklist(
      ['StageName', 'Stage'],
      ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Closed Won', 'Closed Lost'],
      { nillable: false },
    ),
    decimal(['Amount', 'Amount'], 'currency', { scale: 2 }),
    day(['CloseDate', 'Close Date'], { nillable: false }),
    picklist(['Type', 'Opportunity Type'], ['New Customer', 'Existing Customer - Upgrade']),
    picklist(['LeadSource', 'Lead Source'], leadSources),
    checkbox(['IsClosed', 'Closed'], readOnly),
    checkbox(['IsWon', 'Won'], readOnly),
    ownerField,
    ...auditFields,
    ...views,
  ],
);

const profile = objectOf(
  ['Profile', 'Profiles', '00e'],
  [
    idField('Profile'),
    text(['Name', 'Name'], 255, { ...readOnly, nillable: false, nameField: true }),
    ...auditFields,
  ],
  { createable: false, updateable: false, deletable: false, replicateable: false },
);

const organization = objectOf(
  ['Organization', 'Organizations', '00D'],
  [
    idField('Organization'),
    text(['Name', 'Name'], 80, { nillable: false, nameField: true }),
    text(['OrganizationType', 'Edition'], 40, readOnly),
    text(['InstanceName', 'Instance Name'], 5, readOnly),
    checkbox(['IsSandbox', 'Is Sandbox'], readOnly),
    text(['LanguageLocaleKey', 'Language'], 40, readOnly),
    ...auditFields,
  ],
  { createable: false, updateable: false, deletable: false, replicateable: false },
);

/** The objects of a stock org that this simulator knows. */
export const standardObjects: readonly ObjectDefinition[] = [
  account,
  contact,
  lead,
  opportunity,
  user,
  profile,
  organization,
];
