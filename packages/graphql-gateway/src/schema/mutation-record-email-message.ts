import { findMissingConnection } from '../find-missing-connection.ts';
import { EmailMessageInputType, toEmailMessage } from './activity-inputs.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { implementReceipt } from './receipt-type.ts';
import { EmailMessageType } from './record-refs.ts';
import { defineResult } from './result-union.ts';
import { syncOptionInputs, toSyncOptions } from './sync-options.ts';

const SuccessType = implementReceipt('RecordEmailMessageSuccess', {
  description: 'The email is stored and its recording asked for, once its person is in the CRM.',
  fields: (t) => ({
    emailMessage: t.field({
      type: EmailMessageType,
      description: 'The email as it is stored.',
      resolve: ({ receipt }) => receipt.record,
    }),
  }),
});

const RecordEmailMessageInput = builder.inputType('RecordEmailMessageInput', {
  description: 'An email to record in the CRMs.',
  fields: (t) => ({
    email: t.field({ type: EmailMessageInputType, required: true, description: 'The email.' }),
    ...syncOptionInputs(t),
    sequence: t.string({ description: 'Name of the Sequence that it belongs to.' }),
  }),
});

builder.mutationField('recordEmailMessage', (t) =>
  t.field({
    type: defineResult('RecordEmailMessage', SuccessType),
    description:
      'Stores an email and asks for its recording; recorded again it adds what happened since.',
    args: {
      input: t.arg({
        type: RecordEmailMessageInput,
        required: true,
        description: 'What to record.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection(input.connectionIds ?? [], context);
      if (missing) return missing;
      const email = toEmailMessage(input.email);
      const answer = await context.engine.recordEmailMessage(email, toSyncOptions(input));
      return answer.ok
        ? { kind: 'success' as const, receipt: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
