import { addActivityFields } from './activity-fields.ts';
import { builder } from './builder.ts';
import { addRecordFields } from './record-fields.ts';
import { EmailMessageType } from './record-refs.ts';

builder.objectType(EmailMessageType, {
  description: 'An email that the platform sent or received, with what happened to it since.',
});

addActivityFields(EmailMessageType);
addRecordFields(EmailMessageType, 'emailMessage');

/** A page of emails. */
export const EmailMessageConnectionType = builder.connectionObject(
  { name: 'EmailMessageConnection', type: EmailMessageType, description: 'A page of emails.' },
  { name: 'EmailMessageEdge', description: 'An email at its place in the list.' },
);
