import type { MatchedObject, PlatformRecord } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import { createInvalidArgument } from './invalid-argument.ts';
import type { Loaders } from './loaders.ts';
import { keyField } from './schema/common-fields.ts';
import { normaliseKey } from './normalise-key.ts';

interface RecordAsked {
  readonly object: MatchedObject;
  readonly id: string | null | undefined;
  /** A domain or an email address, in any spelling. */
  readonly key: string | null | undefined;
}

/** The record with this id or key; refuses a question that gives neither or both. */
export const findRecord = async (
  { object, id, key }: RecordAsked,
  { store, loaders }: { readonly store: Store; readonly loaders: Loaders },
): Promise<PlatformRecord | null> => {
  const name = keyField[object];
  if ((id == null) === (key == null)) {
    throw createInvalidArgument(
      name,
      `\`${object}\` takes either \`id\` or \`${name}\`.`,
      `Give exactly one of \`id\` and \`${name}\`.`,
    );
  }
  if (key != null) return store.findRecord(object, normaliseKey(object, key));
  const record = await loaders.record(String(id));
  return record?.object === object ? record : null;
};
