import type { Context, RemoteId, RemoteRecord } from '@concord/core/contract';
import { toRemoteId } from '@concord/core/contract';
import { inOrder, primaryType } from './associations-order.ts';
import { readAssociations } from './associations.ts';
import type { ListedRow } from './list-rows.ts';
import type { ObjectName, ObjectShape } from './objects/object-shape.ts';

/** What each row of a list belongs to; what the list does not show whole is asked for. */
export const inlineAssociations = async (
  context: Context,
  shape: ObjectShape,
  rows: readonly ListedRow[],
): Promise<NonNullable<RemoteRecord['associated']>[]> => {
  const columns: [ObjectName, readonly (readonly RemoteId[])[]][] = [];
  for (const to of shape.listed) columns.push([to, await idsOf(context, shape, { rows, to })]);
  return rows.map((_, at) =>
    Object.fromEntries(columns.map(([to, column]) => [to, column[at] ?? []])),
  );
};

const idsOf = async (
  context: Context,
  shape: ObjectShape,
  { rows, to }: { readonly rows: readonly ListedRow[]; readonly to: ObjectName },
): Promise<readonly (readonly RemoteId[])[]> => {
  const cut = rows.filter((row) => row.associations[to]?.paging?.next !== undefined);
  const ids = cut.map((row) => toRemoteId(row.id));
  const whole = ids.length === 0 ? [] : await readAssociations(shape)(context, { ids, to });
  const asked = new Map(ids.map((id, at) => [String(id), whole[at] ?? []]));
  return rows.map((row) => asked.get(row.id) ?? shownIds(row, shape, to));
};

const shownIds = (
  { associations }: ListedRow,
  { name }: ObjectShape,
  to: ObjectName,
): RemoteId[] => {
  const primary = primaryType(name, to)?.name;
  const shown = associations[to]?.results ?? [];
  return inOrder(
    { from: name, to },
    shown.map(({ id, type }) => ({ id, isPrimary: type === primary })),
  );
};
