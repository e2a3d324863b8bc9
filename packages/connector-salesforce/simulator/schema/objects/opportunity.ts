import {
  checkbox,
  day,
  decimal,
  longText,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { auditFields, deletionField, idField, ownerField } from '../system-fields.ts';
import { leadSources, views, objectOf } from './shared-fields.ts';

/** Deals. */
export const opportunity = objectOf(
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
