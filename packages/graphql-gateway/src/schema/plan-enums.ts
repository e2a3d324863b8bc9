import type { Basis, ObjectReason, PlannedWrite } from '@concord/core/engine';
import type { MatchKey } from '@concord/core/contract';
import { defineEnum } from './define-enum.ts';

export const PlannedActionEnum = defineEnum<PlannedWrite['action']>(
  'PlannedAction',
  'What the next write would do about a record.',
  {
    create: 'Create a record in the CRM.',
    update: 'Change the record in the CRM.',
    remove: 'Remove the record from the CRM.',
    skip: 'Leave it alone, for the reason given.',
    wait: 'Wait for what the reason names.',
    park: 'Put it aside for a person, for the failure given.',
    later:
      'Write it in a moment: it was changed in this very second, or what hangs on it is undone first.',
  },
);

export const ObjectReasonEnum = defineEnum<ObjectReason>(
  'ObjectReason',
  'Why a record goes into one object of the CRM.',
  {
    found: 'A matching record is there.',
    setting: 'The settings of the connection say where new ones go.',
    only: 'The CRM has no other object for such records.',
  },
);

export const MatchKeyKindEnum = defineEnum<MatchKey['kind']>(
  'MatchKeyKind',
  'By what a record is found in the CRM.',
  {
    'unique-key': "The product's unique key in the CRM.",
    email: 'An email address.',
    domain: 'The domain of the website.',
    'message-id': 'The message id of an email.',
  },
);

export const BasisEnum = defineEnum<Basis['from']>(
  'BasisFrom',
  'What an answer about coming writes rests on.',
  {
    mirror: 'The mirror, as fresh as the schedule of reading keeps it.',
    crm: 'The CRM, asked just now, because the mirror was behind.',
  },
);
