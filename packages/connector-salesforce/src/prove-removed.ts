import { isSyncError, toInstant, type Context, type RemoteId } from '@concord/core/contract';
import { z } from 'zod';
import { askServerTime } from './ask-server-time.ts';
import { send } from './client.ts';
import { apiRoot, collectionMax, deletedSpanMs } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer } from './parse-answer.ts';
import { selectFates, toLiteral, type SoqlName } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { runQueries } from './run-queries.ts';
import { serverTime } from './server-time.ts';
import { spanOf } from './settled-until.ts';
import { viewsAll } from './views-all.ts';

/**
 * Those of `ids` that are in the bin, merged ones among them, or in the log of deletions. What is
 * in neither may be removed for good, or only hidden: from a user who views all records of the
 * object nothing is hidden, so that not to see it proves it too; see `Read.removed`.
 */
export const proveRemoved =
  ({ name }: ObjectShape) =>
  async (context: Context, ids: readonly RemoteId[]): Promise<RemoteId[]> => {
    const isBinned = await findFates(context, name, ids);
    const isGone = ids.every((id) => isBinned.has(id))
      ? new Set<string>()
      : await loggedDeletions(context, name);
    const unseen = ids.filter((id) => !isBinned.has(id) && !isGone.has(id));
    const isProof = unseen.length > 0 && (await hidesNothing(context, name));
    return ids.filter((id) => isBinned.get(id) ?? (isProof || isGone.has(id)));
  };

const hidesNothing = async (context: Context, name: SoqlName): Promise<boolean> =>
  (await viewsAll(context, [name]))[0] === 'granted';

/** Whether each record that our user sees is in the bin. */
const findFates = async (
  context: Context,
  name: SoqlName,
  ids: readonly RemoteId[],
): Promise<ReadonlyMap<string, boolean>> => {
  const queries = [];
  for (let at = 0; at < ids.length; at += collectionMax) {
    queries.push(selectFates(name, ids.slice(at, at + collectionMax).map(toLiteral)));
  }
  const doing = `find out what became of ${name}`;
  const answers = await runQueries(context, { queries, scope: 'queryAll', doing });
  const rows = answers.flatMap((answer) => answer.rows);
  return new Map(
    parseAnswer(fates, rows, { doing, writes: false }).map((row) => [
      toRecordId(row.Id),
      row.IsDeleted,
    ]),
  );
};

const fates = z.array(z.looseObject({ Id: z.string(), IsDeleted: z.boolean() }));

const deletions = z.object({ deletedRecords: z.array(z.object({ id: z.string() })) });

/** Ids of the log of deletions, which reaches back 15 days and leaves out what our user never saw. */
const loggedDeletions = async (context: Context, name: SoqlName): Promise<ReadonlySet<string>> => {
  const now = serverTime(context) ?? (await askServerTime(context));
  const start = toInstant(Date.parse(now) - deletedSpanMs);
  const request = {
    method: 'GET',
    path: `${apiRoot}/sobjects/${name}/deleted?${spanOf(start, now)}`,
    doing: `list deletions of ${name}`,
    writes: false,
  } as const;
  try {
    const { body } = await send(context, request);
    const { deletedRecords } = parseAnswer(deletions, body, request);
    return new Set(deletedRecords.map(({ id }) => toRecordId(id)));
  } catch (thrown) {
    if (isSyncError(thrown) && unlogged.has(thrown.code)) return new Set();
    throw thrown;
  }
};

/** No log, or one too long to be told, proves nothing. */
const unlogged: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid', 'unsupported']);
