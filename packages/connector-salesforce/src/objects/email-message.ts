import type { RemoteObject } from '@concord/core/contract';
import { createEmails, emailMax } from '../create-emails.ts';
import { describeEmailMessage } from '../describe-email-message.ts';
import { emailLayout } from '../email-layout.ts';
import { findCreated, textOf, type Telling } from '../find-created.ts';
import { collectionMax } from '../limits.ts';
import { toName } from '../query-text.ts';
import { updateRecords } from '../write-records.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { removeUntouched } from './remove-untouched.ts';
import { productFields } from './product-fields.ts';

const shape: ObjectShape = {
  name: toName('EmailMessage'),
  fates: ['binned'],
  history: 'none',
};

/** Our own among the recordings of one message. */
const telling: Telling = {
  where: ({ fields }) => ({ MessageIdentifier: textOf(fields['MessageIdentifier']) }),
  apart: [],
};

/** An email that was sent or received; only written, never read for its own sake. */
export const emailMessage = {
  represents: 'email',
  keyFields: { 'message-id': ['MessageIdentifier'] },
  company: null,
  activities: emailLayout,
  defaultMapping: productFields.EmailMessage,
  units: [],
  describe: describeEmailMessage(shape),
  write: {
    ...matchBy(shape, ['unique-key', 'message-id']),
    create: { batchMax: emailMax, call: createEmails(shape) },
    ...removeUntouched(shape, []),
    update: { batchMax: collectionMax, call: updateRecords(shape) },
    // Only our own custom fields are ever changed (R-EMAIL-2), which nobody else types into.
    guard: { kind: 'none' },
    findCreated: findCreated(shape, telling),
  },
} satisfies RemoteObject;
