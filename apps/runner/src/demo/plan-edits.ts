import type { PlatformRecord } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import type { Duplicates } from './check-promises.ts';
import type { PlannedEdit } from './edit-as-person.ts';

const fields: Readonly<Record<string, string>> = {
  Account: 'Description',
  Contact: 'Title',
  Lead: 'Title',
};

const everyNth = 7;

/**
 * Edits of records that are about to be written, in fields that we would fill. Duplicates are
 * spared: an edit moves the choice among them to another (R-DUP-5), which the check would count.
 */
export const planEdits = async (
  store: Store,
  records: readonly PlatformRecord[],
  duplicates: Duplicates,
): Promise<PlannedEdit[]> => {
  const spared = new Set([...duplicates.values()].flat());
  const links = await store.linksOf(records.map(({ id }) => id));
  return links
    .filter(({ crmId }, index) => index % everyNth === 0 && !spared.has(crmId))
    .flatMap(({ crmObject, crmId }) => {
      const field = fields[crmObject];
      return field === undefined ? [] : [{ object: crmObject, id: crmId, field }];
    });
};
