import type { Context, FieldNames, RemoteId, RemoteRecord } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectWhere, toLiteral, toName } from './query-text.ts';
import { runQueries } from './run-queries.ts';
import { selectedFields, toRecords } from './to-records.ts';

/** Records by id, removed ones included; see `Write.get`. */
export const getRecords =
  (shape: ObjectShape) =>
  async (
    context: Context,
    { ids, fields }: { readonly ids: readonly RemoteId[]; readonly fields: FieldNames },
  ): Promise<(RemoteRecord | null)[]> => {
    if (ids.length === 0) return [];
    const literals = ids.map(toLiteral);
    const byId = { field: toName('Id'), is: 'equal', literals } as const;
    const answers = await runQueries(context, {
      queries: [selectWhere(shape.name, selectedFields(shape, fields), [byId])],
      scope: 'queryAll',
      doing: `get ${shape.name}`,
    });
    const records = answers.flatMap(({ rows, servedAt }) =>
      toRecords(rows, { shape, fields, servedAt }),
    );
    const found = new Map(records.map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  };
