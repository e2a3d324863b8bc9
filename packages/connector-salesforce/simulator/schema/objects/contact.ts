import { addressFields } from '../address-fields.ts';
import {
  checkbox,
  day,
  longText,
  moment,
  phone,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { auditFields, deletionField, idField, masterField, ownerField } from '../system-fields.ts';
import { leadSources, views, photo, email, personNames, objectOf } from './shared-fields.ts';

/** People, mostly of a company. */
export const contact = objectOf(
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
