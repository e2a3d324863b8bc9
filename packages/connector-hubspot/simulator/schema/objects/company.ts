import {
  calculated,
  checkboxes,
  choice,
  day,
  decimal,
  flag,
  inGroup,
  longText,
  moment,
  phone,
  readOnly,
  text,
} from '../make-property.ts';
import type { Property } from '../property.ts';
import {
  leadStatuses,
  lifecycleStages,
  ownerProperties,
  systemProperties,
} from './shared-properties.ts';

// HubSpot: industries are constants. developers.hubspot.com, read 2026-11-21
const industries = [
  'AGRICULTURE=Agriculture',
  'BANKING=Banking',
  'BIOTECHNOLOGY=Biotechnology',
  'COMPUTER_SOFTWARE=Computer Software',
  'CONSTRUCTION=Construction',
  'EDUCATION_MANAGEMENT=Education Management',
  'FINANCIAL_SERVICES=Financial Services',
  'HOSPITAL_HEALTH_CARE=Hospital & Health Care',
  'INSURANCE=Insurance',
  'MANAGEMENT_CONSULTING=Management Consulting',
  'MEDIA_PRODUCTION=Media Production',
  'OIL_ENERGY=Oil & Energy',
  'RETAIL=Retail',
  'TRANSPORTATION_TRUCKING_RAILROAD=Transportation/Trucking/Railroad',
];

const company: readonly Property[] = [
  text(['name', 'Company name']),
  text(['domain', 'Company Domain Name']),
  checkboxes(['hs_additional_domains', 'Additional Domains'], [], {
    externalOptions: true,
    hidden: true,
    formField: false,
  }),
  text(['website', 'Website URL']),
  phone(['phone', 'Phone Number']),
  longText(['description', 'Description']),
  longText(['about_us', 'About Us']),
  choice(['industry', 'Industry'], industries),
  choice(
    ['type', 'Type'],
    ['PROSPECT=Prospect', 'PARTNER=Partner', 'RESELLER=Reseller', 'VENDOR=Vendor', 'OTHER=Other'],
  ),
  decimal(['numberofemployees', 'Number of Employees']),
  decimal(['annualrevenue', 'Annual Revenue']),
  text(['address', 'Street Address']),
  text(['address2', 'Street Address 2']),
  text(['city', 'City']),
  text(['state', 'State/Region']),
  text(['zip', 'Postal Code']),
  text(['country', 'Country/Region']),
  text(['hs_country_code', 'Country Code']),
  text(['timezone', 'Time Zone']),
  text(['founded_year', 'Year Founded']),
  text(['linkedin_company_page', 'LinkedIn Company Page']),
  choice(['lifecyclestage', 'Lifecycle Stage'], [], { options: lifecycleStages }),
  choice(['hs_lead_status', 'Lead Status'], leadStatuses),
  flag(['is_public', 'Is Public']),
];

const worked: readonly Property[] = [
  readOnly(moment(['createdate', 'Create Date'])),
  readOnly(moment(['hs_lastmodifieddate', 'Last Modified Date'])),
  calculated(decimal(['num_associated_contacts', 'Number of Associated Contacts'])),
  calculated(decimal(['num_associated_deals', 'Number of Associated Deals'])),
  readOnly(decimal(['hs_parent_company_id', 'Parent Company'])),
  readOnly(choice(['hs_pipeline', 'Pipeline'], ['companies-lifecycle-pipeline'])),
  readOnly(moment(['hs_lifecyclestage_lead_date', 'Became a Lead Date'])),
  readOnly(moment(['notes_last_updated', 'Last Activity Date'])),
  readOnly(choice(['hs_analytics_source', 'Original Traffic Source'], ['OFFLINE=Offline Sources'])),
];

const custom = { hubspotDefined: false, readOnlyDefinition: false } as const;

const own: readonly Property[] = [
  flag(['do_not_contact', 'Do Not Contact'], custom),
  day(['founded_on', 'Founded'], custom),
  checkboxes(['regions', 'Regions'], ['AMER', 'EMEA', 'APAC', 'LATAM'], custom),
  decimal(['unify_budget', 'Unify Budget'], custom),
];

/** The properties of companies. The budget is the customer's in spite of its name. */
export const companyProperties: readonly Property[] = inGroup('companyinformation', [
  ...company,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
  ...own,
]);
