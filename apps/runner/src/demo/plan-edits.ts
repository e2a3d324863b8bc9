import type { RemoteObject } from '@concord/core/contract';
import type { PlatformRecord } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import type { Duplicates } from './check-promises.ts';
import type { PlannedEdit } from './edit-as-person.ts';
import { placeOf } from './place-of.ts';
import type { ConnectedAccount } from './story-parts.ts';

/** Platform fields that we would fill, and people like to type into. */
const platformFields: Readonly<Partial<Record<RemoteObject['represents'], string>>> = {
  company: 'description',
  person: 'title',
};

const fieldOf = ({ connector }: ConnectedAccount, object: string): string | undefined => {
  const remote = connector.objects[object];
  return remote?.defaultMapping[platformFields[remote.represents] ?? ''];
};

const everyNth = 7;

/**
 * Edits of records that are about to be written, in fields that we would fill. Duplicates are
 * spared: an edit moves the choice among them to another (R-DUP-5), which the check would count.
 */
export const planEdits = async (
  store: Store,
  account: ConnectedAccount,
  about: { readonly records: readonly PlatformRecord[]; readonly duplicates: Duplicates },
): Promise<PlannedEdit[]> => {
  const spared = new Set([...about.duplicates.values()].flat());
  const links = await store.linksOf(about.records.map(({ id }) => id));
  return links
    .filter(({ connectionId }) => connectionId === account.connection.id)
    .map(({ crmObject: object, crmId: id }) => ({ object, id }))
    .filter((record, index) => index % everyNth === 0 && !spared.has(placeOf(record)))
    .flatMap((record) => {
      const field = fieldOf(account, record.object);
      return field === undefined ? [] : [{ ...record, field }];
    });
};
