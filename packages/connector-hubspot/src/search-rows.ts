import type { Context, Instant } from '@concord/core/contract';
import { z } from 'zod';
import { malformedAnswer } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { paging, recordShape, type RecordBody } from './parse-answer.ts';
import type { SearchQuery } from './query-text.ts';

const page = z.object({
  total: z.number().int().nonnegative(),
  results: z.array(recordShape),
  paging: paging.optional(),
});

/** What a search found, as the index had it: the lowest ids, and whether there are more. */
export interface FoundRows {
  readonly rows: readonly RecordBody[];
  readonly more: boolean;
  readonly servedAt: Instant | null;
}

/**
 * The first page of a search. What comes after it is found by the same search above its last id:
 * HubSpot shows no more than 10,000 results of one search, and its pages move as records change.
 */
export const searchRows = async (
  context: Context,
  { ask, name: object }: Pick<ObjectShape, 'ask' | 'name'>,
  query: SearchQuery,
): Promise<FoundRows> => {
  const doing = `search ${object}`;
  const { body, servedAt } = await ask(context, {
    doing,
    writes: false,
    build: ({ search }) => search.doSearch(object, query),
    shape: page,
  });
  const { results: rows, total } = body;
  const more = body.paging?.next !== undefined || total > rows.length;
  if (rows.length === 0 && more) throw malformedAnswer(doing, 'an empty page', false);
  return { rows, more, servedAt };
};
