import { checkbox, picklist, reference } from '../make-field.ts';
import { auditFields, deletionField, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Which people have a part in a deal. */
export const opportunityContactRole = objectOf(
  ['OpportunityContactRole', 'Opportunity Contact Role', '00K'],
  [
    idField('Contact Role'),
    reference(['OpportunityId', 'Opportunity ID'], ['Opportunity'], {
      nillable: false,
      updateable: false,
      childRelationshipName: 'OpportunityContactRoles',
      cascadeDelete: true,
    }),
    reference(['ContactId', 'Contact ID'], ['Contact'], {
      nillable: false,
      childRelationshipName: 'OpportunityContactRoles',
      cascadeDelete: true,
    }),
    picklist(
      ['Role', 'Role'],
      [
        'Business User',
        'Decision Maker',
        'Economic Buyer',
        'Economic Decision Maker',
        'Evaluator',
        'Executive Sponsor',
        'Influencer',
        'Technical Buyer',
        'Other',
      ],
      { length: 40 },
    ),
    checkbox(['IsPrimary', 'Primary']),
    ...auditFields,
    deletionField,
  ],
  { undeletable: false },
);
