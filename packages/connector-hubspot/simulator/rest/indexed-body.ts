import type { Portal } from '../portal/portal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { openIndex } from '../search/index-reader.ts';
import { toInstant } from '../store/instant.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import type { Shown } from './record-body.ts';

/** Rows as a search shows them: by the values that the index has, which may be old ones. */
export const indexedBody = (
  portal: Portal,
  { type, rows, shown }: { type: ObjectType; rows: readonly number[]; shown: Shown },
): Record<string, unknown>[] => {
  const store = portal.store(type.name);
  const index = openIndex(store, portal.now());
  const readers = shown.properties.map((name) => [name, index.text(name)] as const);
  const modifiedAt = index.number(type.modifiedProperty, Date.parse);
  return rows.map((row) => {
    const id = encodeId(row);
    const properties: Record<string, Value> = {};
    for (const [name, read] of readers)
      properties[name] = shown.hidden.has(name) ? null : read(row);
    return {
      id,
      properties,
      createdAt: toInstant(store.table.createdAt(row)),
      updatedAt: toInstant(modifiedAt(row)),
      archived: false,
      url: `https://app.hubspot.com/contacts/${portal.id}/record/${type.typeId}/${id}`,
    };
  });
};
