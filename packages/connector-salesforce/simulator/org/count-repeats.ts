import { toFullId } from '../store/record-ids.ts';
import { refuse } from './record-error.ts';

// Salesforce: so many updates of one call may be of records that it has updated already. SOAP API guide, "update()", read 2026-11-22
const repeatMax = 12;

/** Counts the updates of one call; refuses those of records already updated when there are too many. */
export const countRepeats = (): ((id: string) => void) => {
  const seen = new Set<string>();
  let repeats = 0;
  return (id) => {
    const full = toFullId(id) ?? id;
    if (seen.has(full)) repeats += 1;
    if (seen.has(full) && repeats > repeatMax) {
      const message = `Maximum number of duplicate updates in one batch (${repeatMax} allowed). Attempt to update Id more than once in this Api call: ${id.slice(0, 15)}`;
      refuse('DUPLICATE_VALUE', message, { fields: [] });
    }
    seen.add(full);
  };
};
