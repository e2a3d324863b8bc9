import type { SimObject } from './schema.ts';

const ofEnhancedEmail = new Set(['RelatedToId', 'ToIds', 'CcIds', 'BccIds']);

/** Whether an org without Enhanced Email lacks the field. */
export const isEnhancedEmailField = (object: SimObject, field: number): boolean =>
  object.name === 'EmailMessage' && ofEnhancedEmail.has(object.fields[field]?.name ?? '');
