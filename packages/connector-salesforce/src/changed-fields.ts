import type { Change, Fields } from '@concord/core/contract';

/**
 * The body of a change.
 *
 * Salesforce: null empties a field. developer.salesforce.com "Update a Record", read 2026-11-22
 */
export const changedFields = ({ fields, clears = [] }: Change): Fields => ({
  ...fields,
  ...Object.fromEntries(clears.map((name) => [name, null])),
});
