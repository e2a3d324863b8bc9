import type { RemoteRecord, Write } from '../contract/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { inPortions } from './in-portions.ts';
import { relevantFields } from './relevant-fields.ts';

/** The CRM's record with each of our unique keys; `null` where there is none. */
export async function findByUniqueKeys(
  work: ConnectionWork,
  object: ObjectWork & { readonly write: Write },
  uniqueKeys: readonly string[],
): Promise<(RemoteRecord | null)[]> {
  const { write } = object;
  const found = await inPortions(uniqueKeys, write.matchMax, (values) =>
    write.match(work.context, {
      keys: values.map((value) => ({ kind: 'unique-key', value })),
      fields: relevantFields(object, work.mappings),
      keyFields: {
        email: [],
        domain: [],
        'message-id': [],
        'unique-key': [write.uniqueKeyField],
      },
    }),
  );
  return uniqueKeys.map((_, at) => found[at]?.[0] ?? null);
}
