import type { Fields } from '@concord/core/contract';

/**
 * Whether a value would be taken for a reference to another sub-request's answer.
 *
 * Salesforce: `@{…}` anywhere in the body of a sub-request is one, and nothing escapes it.
 * developer.salesforce.com "Composite Request Body", read 2026-11-22
 */
export const holdsReference = (fields: Fields): boolean =>
  Object.values(fields).some((value) => typeof value === 'string' && value.includes('@{'));
