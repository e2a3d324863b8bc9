import {
  calculated,
  checkboxes,
  choice,
  day,
  decimal,
  flag,
  inGroup,
  longText,
  makeProperty,
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

const person: readonly Property[] = [
  text(['email', 'Email']),
  checkboxes(['hs_additional_emails', 'Additional email addresses'], [], {
    externalOptions: true,
    formField: false,
  }),
  text(['work_email', 'Work email']),
  text(['firstname', 'First Name']),
  text(['lastname', 'Last Name']),
  text(['salutation', 'Salutation']),
  text(['jobtitle', 'Job Title']),
  text(['company', 'Company Name']),
  text(['website', 'Website URL']),
  phone(['phone', 'Phone Number']),
  phone(['mobilephone', 'Mobile Phone Number']),
  phone(['fax', 'Fax Number']),
  text(['address', 'Street Address']),
  text(['city', 'City']),
  text(['state', 'State/Region']),
  text(['zip', 'Postal Code']),
  text(['country', 'Country/Region']),
  text(['hs_country_region_code', 'Country/Region Code']),
  text(['hs_linkedin_url', 'LinkedIn URL']),
  choice(['lifecyclestage', 'Lifecycle Stage'], [], { options: lifecycleStages }),
  choice(['hs_lead_status', 'Lead Status'], leadStatuses),
  choice(['hs_persona', 'Persona'], ['persona_1=Decision Maker', 'persona_2=User']),
  choice(['hs_language', 'Preferred language'], ['de=German', 'en=English', 'fr=French']),
  longText(['message', 'Message']),
  day(['date_of_birth', 'Date of birth']),
  decimal(['numemployees', 'Number of Employees']),
  decimal(['annualrevenue', 'Annual Revenue']),
  choice(
    ['hs_legal_basis', "Legal basis for processing contact's data"],
    ['Legitimate interest – prospect/lead', 'Not applicable'],
    { fieldType: 'checkbox', isMultiple: true },
  ),
];

const worked: readonly Property[] = [
  readOnly(moment(['createdate', 'Create Date'])),
  readOnly(moment(['lastmodifieddate', 'Last Modified Date'])),
  calculated(text(['hs_email_domain', 'Email Domain'])),
  readOnly(choice(['hs_pipeline', 'Pipeline'], ['contacts-lifecycle-pipeline'])),
  calculated(flag(['hs_is_contact', 'Is a contact'])),
  calculated(flag(['hs_is_unworked', 'Contact unworked'])),
  readOnly(flag(['hs_marketable_status', 'Marketing contact status'])),
  readOnly(text(['hs_all_contact_vids', 'All vids for a contact'])),
  readOnly(text(['hs_calculated_merged_vids', 'Merged vids with timestamps'])),
  calculated(text(['hs_searchable_calculated_phone_number', 'Calculated Phone Number'])),
  readOnly(moment(['hs_lifecyclestage_lead_date', 'Became a Lead Date'])),
  readOnly(moment(['hs_lifecyclestage_customer_date', 'Became a Customer Date'])),
  readOnly(moment(['notes_last_contacted', 'Last Contacted'])),
  readOnly(moment(['notes_last_updated', 'Last Activity Date'])),
  calculated(decimal(['num_associated_deals', 'Number of Associated Deals'])),
  readOnly(decimal(['associatedcompanyid', 'Primary Associated Company ID'])),
  readOnly(flag(['hs_email_optout', 'Unsubscribed from all email'])),
  readOnly(decimal(['hs_email_bounce', 'Marketing emails bounced'])),
  readOnly(choice(['hs_analytics_source', 'Original Traffic Source'], ['OFFLINE=Offline Sources'])),
  makeProperty(['hs_ip_timezone', 'IP Timezone'], ['string', 'calculation_read_time'], {
    readOnlyValue: true,
    calculated: true,
  }),
  makeProperty(['hs_coordinates', 'Coordinates'], ['object_coordinates', 'text'], {
    readOnlyValue: true,
    hidden: true,
  }),
];

const own: readonly Property[] = [
  checkboxes(['interests', 'Interests'], ['Events', 'Newsletter', 'Product'], {
    hubspotDefined: false,
    readOnlyDefinition: false,
  }),
  flag(['do_not_call', 'Do Not Call'], { hubspotDefined: false, readOnlyDefinition: false }),
];

/** The properties of contacts. */
export const contactProperties: readonly Property[] = inGroup('contactinformation', [
  ...person,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
  ...own,
]);
