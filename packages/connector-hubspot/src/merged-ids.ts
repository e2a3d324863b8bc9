import { toRemoteId, type RemoteId, type RemoteRecord } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import type { RecordBody } from './parse-answer.ts';

/**
 * Ids that a record had before a merge, and those of the records that went into it: asked for by
 * one of them, HubSpot answers this record.
 *
 * HubSpot: `hs_merged_object_ids` is `1;2`, of contacts `hs_calculated_merged_vids` is
 * `1:1767225600000;2:1767225600000`, too. Recorded answers, read 2026-11-21
 */
export const mergedIdsOf = (
  { id, properties }: Pick<RecordBody, 'id' | 'properties'>,
  { mergedIds }: Pick<ObjectShape, 'mergedIds'>,
): RemoteId[] => {
  const listed = mergedIds.flatMap((name) => (properties[name] ?? '').split(';'));
  const ids = listed.flatMap((part) => /^\s*(\d+)\s*(?::|$)/.exec(part)?.[1] ?? []);
  return [...new Set(ids)].filter((old) => old !== id).map(toRemoteId);
};

/** What a record is now that was merged into another one: told again, it says the same. */
export const toTombstone = (id: RemoteId, survivor: RemoteRecord): RemoteRecord => ({
  id,
  fields: Object.fromEntries(Object.keys(survivor.fields).map((name) => [name, null])),
  modifiedAt: survivor.modifiedAt,
  revision: survivor.revision,
  removed: true,
  mergedInto: survivor.id,
});
