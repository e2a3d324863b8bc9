import { isSyncError, type Context, type RemoteId } from '@concord/core/contract';
import type { TouchedRequest } from '@concord/core/contract';
import { z } from 'zod';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer } from './parse-answer.ts';
import { selectAny, selectTraces, toLiteral, type SoqlName } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { runQueries } from './run-queries.ts';

/** Records that hang on others: `lookup` of a `child` names the one it hangs on. */
export interface Hanging {
  readonly child: SoqlName;
  readonly lookup: SoqlName;
}

const traces = z.array(
  z.looseObject({
    Id: z.string(),
    CreatedById: z.string(),
    CreatedDate: z.string(),
    LastModifiedById: z.string(),
    LastModifiedDate: z.string(),
  }),
);

type Trace = z.output<typeof traces>[number];

/**
 * Whether anybody changed records since we created them, or hung anything on them; see
 * `Write.touched`. Salesforce names only who changed a record last, so one that was changed at all,
 * by us as well, counts as touched.
 */
export const touched =
  (shape: ObjectShape, hanging: readonly Hanging[]) =>
  async (context: Context, { ids, userId }: TouchedRequest): Promise<boolean[]> => {
    if (ids.length === 0) return [];
    const whole = new Set(await untouched(context, shape, { ids, userId }));
    const bearing = await namedBy(context, hanging, ids);
    return ids.map((id) => !whole.has(id) || bearing === null || bearing.has(id));
  };

const isOurs = (trace: Trace, userId: string): boolean =>
  toRecordId(trace.CreatedById) === userId &&
  toRecordId(trace.LastModifiedById) === userId &&
  trace.CreatedDate === trace.LastModifiedDate;

const untouched = async (
  context: Context,
  { name }: ObjectShape,
  { ids, userId }: TouchedRequest,
): Promise<RemoteId[]> => {
  const asked = { doing: `see who changed ${name}`, writes: false };
  const queries = [selectTraces(name, ids.map(toLiteral))];
  const answers = await runQueries(context, { queries, scope: 'query', doing: asked.doing });
  const rows = parseAnswer(
    traces,
    answers.flatMap((one) => one.rows),
    asked,
  );
  return rows.filter((one) => isOurs(one, userId)).map((one) => toRecordId(one.Id));
};

/** The ids that something hangs on; `null` where our user does not see all that may. */
const namedBy = async (
  context: Context,
  hanging: readonly Hanging[],
  ids: readonly RemoteId[],
): Promise<ReadonlySet<string> | null> => {
  if (hanging.length === 0) return new Set();
  const queries = hanging.map(({ child, lookup }) => selectAny(child, lookup, ids.map(toLiteral)));
  try {
    const answers = await runQueries(context, { queries, scope: 'query', doing: 'see what hangs' });
    const lookups = hanging.map(({ lookup }) => lookup);
    const named = answers.flatMap(({ rows }) =>
      rows.flatMap((row) => lookups.flatMap((lookup) => row[lookup] ?? [])),
    );
    return new Set(named.flatMap((id) => (typeof id === 'string' ? toRecordId(id) : [])));
  } catch (thrown) {
    const isUnseen = isSyncError(thrown) && ['unsupported', 'forbidden'].includes(thrown.code);
    if (isUnseen) return null;
    throw thrown;
  }
};
