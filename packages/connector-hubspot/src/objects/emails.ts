import type { RemoteObject } from '@concord/core/contract';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { emailLayout } from '../email-layout.ts';
import { toName } from '../query-text.ts';
import type { ObjectShape } from './object-shape.ts';
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
  } satisfies RemoteObject;
};
