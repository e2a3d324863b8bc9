import type { Context, FieldNames, RemoteId, RemoteRecord } from '@concord/core/contract';
import { mergedIdsOf, toTombstone } from './merged-ids.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { rowsById } from './rows-by-id.ts';
import { selectedProperties, toRecords } from './to-records.ts';

interface Wanted {
  readonly ids: readonly RemoteId[];
  readonly fields: FieldNames;
}

/** Records by id, as they are at that moment, archived ones included; see `Write.get`. */
export const getRecords =
  (shape: ObjectShape) =>
  async (context: Context, { ids, fields }: Wanted): Promise<(RemoteRecord | null)[]> => {
    const live = await lookUp(context, shape, { ids, fields });
    const others = ids.filter((id) => !live.has(id));
    const archived = await lookUp(context, shape, { ids: others, fields, archived: true });
    return ids.map((id) => live.get(id) ?? archived.get(id) ?? null);
  };

/** What is known of each id: the record of that id, or that it was merged into another one. */
const lookUp = async (
  context: Context,
  shape: ObjectShape,
  { ids, fields, ...where }: Wanted & { readonly archived?: true },
): Promise<ReadonlyMap<RemoteId, RemoteRecord>> => {
  const properties = selectedProperties({ shape, fields });
  const rows = await rowsById(context, shape, { ids, properties, ...where });
  const records = await toRecords(context, rows, { shape, fields });
  const tombstones = records.flatMap((record, at) =>
    oldIdsOf(rows[at], shape).map((id) => toTombstone(id, record)),
  );
  return new Map([...tombstones, ...records].map((record) => [record.id, record]));
};

const oldIdsOf = (
  row: Parameters<typeof mergedIdsOf>[0] | undefined,
  shape: ObjectShape,
): RemoteId[] => (row === undefined ? [] : mergedIdsOf(row, shape));
