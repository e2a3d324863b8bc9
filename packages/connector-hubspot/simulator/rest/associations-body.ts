import type { RowRef } from '../portal/change-row.ts';
import type { Portal } from '../portal/portal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { encodeId } from '../store/record-ids.ts';

const ofType = (portal: Portal, { object, row }: RowRef, to: string) =>
  portal.links.of(object, row, to).flatMap((link) =>
    portal.table(to).isLive(link.to)
      ? link.types.map((typeId) => ({
          id: encodeId(link.to),
          type: portal.associationTypes.find(object, to, typeId)?.name ?? String(typeId),
        }))
      : [],
  );

/** The associations of a record as reads of records show them: a type without any is left out; null for none at all. */
export const associationsBody = (
  portal: Portal,
  ref: RowRef,
  types: readonly ObjectType[],
): Record<string, unknown> | null => {
  const entries = types.flatMap(({ name }) => {
    const results = ofType(portal, ref, name);
    return results.length > 0 ? [[name, { results }] as const] : [];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
};
