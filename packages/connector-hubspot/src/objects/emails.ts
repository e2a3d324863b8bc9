import type { RemoteObject } from '@concord/core/contract';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { emailLayout } from '../email-layout.ts';
import { findCreated } from '../find-created.ts';
import { batchMax, searchLagMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { createRecords, updateRecords } from '../write-records.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { removeUntouched } from './remove-untouched.ts';
import { productFields } from './product-fields.ts';

const shapeOn = (ask: Ask): ObjectShape => ({
  ask,
  name: 'emails',
  modified: toName('hs_lastmodifieddate'),
  mergedIds: [],
  history: 'none',
  listed: [],
});

/** An email that was sent or received; only written, never read for its own sake. */
export const emails = (ask: Ask) => {
  const shape = shapeOn(ask);
  return {
    represents: 'email',
    keyFields: { 'message-id': ['hs_email_message_id'] },
    company: null,
    activities: emailLayout,
    defaultMapping: productFields.emails,
    units: [],
    describe: describeObject(shape),
    write: {
      ...matchBy(shape, ['unique-key', 'message-id']),
      matchLagMs: searchLagMs,
      create: { batchMax, call: createRecords(shape) },
      update: { batchMax, call: updateRecords(shape) },
      ...removeUntouched(shape, []),
      // Only our own custom properties are ever changed (R-EMAIL-2), which nobody else types into.
      guard: { kind: 'none' },
      findCreated: findCreated(shape, ['hs_email_message_id']),
    },
  } satisfies RemoteObject;
};
