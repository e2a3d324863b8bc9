import { checkbox, makeField, picklist, readOnly, reference, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Queues and other groups of users; a queue may own leads. */
export const group = objectOf(
  ['Group', 'Groups', '00G'],
  [
    idField('Group'),
    text(['Name', 'Name'], 40, { nillable: false, nameField: true }),
    text(['DeveloperName', 'Developer Name'], 80, { nillable: false, defaultedOnCreate: true }),
    reference(['RelatedId', 'Related ID'], ['User'], { ...readOnly, relationshipName: 'Related' }),
    picklist(['Type', 'Type'], ['Regular', 'Queue', 'Role', 'RoleAndSubordinates'], {
      nillable: false,
      restricted: true,
      updateable: false,
      defaultedOnCreate: true,
      defaultValue: 'Regular',
    }),
    makeField(['Email', 'Email'], 'email', { length: 255 }),
    reference(['OwnerId', 'Owner ID'], ['Organization', 'User'], {
      ...readOnly,
      nillable: false,
      defaultedOnCreate: true,
    }),
    checkbox(['DoesSendEmailToMembers', 'Send Email to Members']),
    checkbox(['DoesIncludeBosses', 'Include Bosses'], { defaultValue: true }),
    ...auditFields,
  ],
  { replicateable: false },
);
