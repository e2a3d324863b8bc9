import { picklist, readOnly, reference, text } from '../make-field.ts';
import { auditFields, deletionField, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

const fixed = { nillable: false, updateable: false } as const;

/** Who sent an email, and who received it. */
export const emailMessageRelation = objectOf(
  ['EmailMessageRelation', 'Email Message Relations', '0CZ'],
  [
    idField('Email Message Relation'),
    reference(['EmailMessageId', 'Email Message ID'], ['EmailMessage'], {
      ...fixed,
      childRelationshipName: 'EmailMessageRelations',
      cascadeDelete: true,
    }),
    reference(['RelationId', 'Relation ID'], ['Contact', 'Lead', 'User'], {
      childRelationshipName: 'EmailMessageRelations',
    }),
    picklist(
      ['RelationType', 'Relation Type'],
      ['ToAddress', 'CcAddress', 'BccAddress', 'FromAddress', 'OtherAddress'],
      { ...fixed, length: 40, restricted: true },
    ),
    text(['RelationAddress', 'Relation Address'], 1000, { updateable: false }),
    picklist(['RelationObjectType', 'Relation Object Type'], ['Contact', 'Lead', 'User'], {
      ...readOnly,
      length: 40,
    }),
    ...auditFields,
    deletionField,
  ],
);
