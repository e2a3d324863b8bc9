import { addressFields } from '../address-fields.ts';
import {
  checkbox,
  makeField,
  moment,
  phone,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Who works in the CRM. */
export const user = objectOf(
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
