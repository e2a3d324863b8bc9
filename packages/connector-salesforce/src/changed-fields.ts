import type { Change, Fields } from '@concord/core/contract';

/**
 * The body of a change. An empty value is left out (R-OVERWRITE-5); only what is to be cleared is
 * emptied.
 *
 * Salesforce: null empties a field. developer.salesforce.com "Update a Record", read 2026-11-22
 */
export const changedFields = ({ fields, clears = [] }: Change): Fields => ({
  ...Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== ''),
  ),
  ...Object.fromEntries(clears.map((name) => [name, null])),
});
