import type { Context, FieldNames, RemoteId, RemoteRecord } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectWhere, toLiteral, toName } from './query-text.ts';
import { runQueries } from './run-queries.ts';
import { isOver, selectedFields, toRecords } from './to-records.ts';

interface Wanted {
  readonly ids: readonly RemoteId[];
  readonly fields: FieldNames;
}

/** Records by id, removed ones included; see `Write.get`. */
export const getRecords =
  (shape: ObjectShape) =>
  async (context: Context, wanted: Wanted): Promise<(RemoteRecord | null)[]> => {
    if (wanted.ids.length === 0) return [];
    const first = await lookUp(shape, context, wanted);
    const { records } = first.isProvable ? await lookUp(shape, context, wanted) : first;
    const found = new Map(records.map((record) => [record.id, record]));
    return wanted.ids.map((id) => found.get(id) ?? null);
  };

/** Whether asking again would prove a revision that this answer could not. */
const lookUp = async (
  shape: ObjectShape,
  context: Context,
  { ids, fields }: Wanted,
): Promise<{ readonly records: readonly RemoteRecord[]; readonly isProvable: boolean }> => {
  const byId = { field: toName('Id'), is: 'equal', literals: ids.map(toLiteral) } as const;
  const answers = await runQueries(context, {
    queries: [selectWhere(shape.name, selectedFields(shape, fields), { conditions: [byId] })],
    scope: 'queryAll',
    doing: `get ${shape.name}`,
  });
  const parts = answers.map(({ rows, askedAfter, servedAt }) => {
    const records = toRecords(rows, { shape, fields, askedAfter });
    return { records, servedAt };
  });
  const isProvable = parts.some(({ records, servedAt }) =>
    records.some((one) => one.revision === null && isOver(one.modifiedAt, servedAt)),
  );
  return { records: parts.flatMap(({ records }) => records), isProvable };
};
