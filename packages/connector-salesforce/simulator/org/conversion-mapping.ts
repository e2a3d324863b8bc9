/** Lead field to the field of one object that a conversion fills from it. */
export type ConversionMapping = readonly (readonly [lead: string, other: string])[];

const addressParts = [
  'Street',
  'City',
  'State',
  'StateCode',
  'PostalCode',
  'Country',
  'CountryCode',
  'Latitude',
  'Longitude',
  'GeocodeAccuracy',
];

/** The parts of a lead's address and of the address of `prefix`. */
export const addressMapping = (prefix: string): ConversionMapping =>
  addressParts.map((part) => [part, prefix + part] as const);

const same = (...names: readonly string[]): ConversionMapping => names.map((name) => [name, name]);

// Salesforce: the standard mapping of a conversion. help.salesforce.com "Lead Conversion Field Mapping", read 2026-11-21
/** What a conversion carries over, beside the address, by object. */
export const conversionMappings = {
  Account: {
    addressPrefix: 'Billing',
    fields: [
      ['Company', 'Name'],
      ['LeadSource', 'AccountSource'],
      ...same('Phone', 'Fax', 'Website', 'Industry', 'Rating', 'AnnualRevenue'),
      ...same('NumberOfEmployees'),
    ],
  },
  Contact: {
    addressPrefix: 'Mailing',
    fields: [
      ...same('FirstName', 'LastName', 'Salutation', 'Title', 'Email', 'Phone', 'MobilePhone'),
      ...same('Fax', 'Description', 'LeadSource', 'HasOptedOutOfEmail', 'HasOptedOutOfFax'),
      ...same('DoNotCall'),
    ],
  },
  Opportunity: {
    addressPrefix: null,
    fields: [['Company', 'Name'], ...same('LeadSource')],
  },
} as const satisfies Record<string, { addressPrefix: string | null; fields: ConversionMapping }>;

/** Objects that a conversion fills. */
export type ConversionObject = keyof typeof conversionMappings;
