import type { Connector, WriteResult } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';
import { refusingRows } from './refusing-rows.ts';

const refused = (): WriteResult => ({
  ok: false,
  error: createSyncError('a rule of the customer refuses the value', {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
  }),
});

/** Refuses what a rule forbids: rows that name one of these fields, as `Person.Title`. */
export const underRules = (connector: Connector, rules: ReadonlySet<string>): Connector =>
  refusingRows(connector, (object, { fields }) => {
    const isForbidden = (field: string) => rules.has(`${object}.${field}`);
    return rules.size > 0 && Object.keys(fields).some(isForbidden) ? refused() : null;
  });
