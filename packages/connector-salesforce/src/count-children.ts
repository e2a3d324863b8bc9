import type { Context, RemoteId } from '@concord/core/contract';
import { z } from 'zod';
import { groupMax } from './limits.ts';
import { parseAnswer } from './parse-answer.ts';
import { countBy, toLiteral, type SoqlName } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { runQueries } from './run-queries.ts';

const groups = z.array(z.looseObject({ total: z.number().int().nonnegative() }));

/** How many live records of `child` name each id in their lookup, in the order of `ids`. */
export const countChildren = async (
  context: Context,
  ids: readonly RemoteId[],
  { child, lookup }: { readonly child: SoqlName; readonly lookup: SoqlName },
): Promise<number[]> => {
  const queries = [];
  for (let at = 0; at < ids.length; at += groupMax) {
    queries.push(countBy(child, lookup, ids.slice(at, at + groupMax).map(toLiteral)));
  }
  const asked = { doing: `count ${child}`, writes: false };
  const answers = await runQueries(context, { queries, scope: 'query', doing: asked.doing });
  const counts = new Map<string, number>();
  for (const group of parseAnswer(
    groups,
    answers.flatMap(({ rows }) => rows),
    asked,
  )) {
    counts.set(toRecordId(String(group[lookup])), group.total);
  }
  return ids.map((id) => counts.get(id) ?? 0);
};
