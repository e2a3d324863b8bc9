import { createSyncError, type Context, type ObjectDescription } from '@concord/core/contract';
import { describeObject } from './describe-object.ts';
import type { ObjectShape } from './objects/object-shape.ts';

// Salesforce: without Enhanced Email the object may be there for the emails of cases; what relates
// an email to people and accounts is not. developer.salesforce.com "EmailMessage", read 2026-11-21
const ofEnhancedEmail = ['ToIds', 'RelatedToId'];

/**
 * Emails as this user sees them; throws `not-found` where Enhanced Email is off.
 *
 * Salesforce: describe calls most fields updateable, but of an email that is more than a draft only
 * custom fields can be changed. developer.salesforce.com "EmailMessage", read 2026-11-21
 */
export const describeEmailMessage = (shape: ObjectShape) => {
  const describe = describeObject(shape);
  return async (context: Context): Promise<ObjectDescription> => {
    const { allows, fields } = await describe(context);
    const names = new Set(fields.map(({ name }) => name));
    if (!ofEnhancedEmail.every((name) => names.has(name))) throw absent();
    const known = fields.map((field) => ({ ...field, updatable: field.updatable && field.custom }));
    return { allows, fields: known };
  };
};

const absent = (): Error =>
  createSyncError('describe EmailMessage: Enhanced Email is off in this organisation', {
    code: 'not-found',
    retry: 'never',
    effect: 'none',
  });
