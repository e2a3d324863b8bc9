import type { ListPage, PageQuery } from '@concord/core/ports';
import { createInvalidArgument } from '../invalid-argument.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const pageMax = 100;

/** What a caller says of the page wanted. */
export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** The page as the store knows it; refuses a size outside 1 to 100 and a foreign cursor. */
export const toPageQuery = (list: string, { first, after }: PageArgs): PageQuery => {
  checkCount(first);
  return { first, after: after == null ? null : decodeCursor(list, after) };
};

/** How many records are wanted; refuses a number outside 1 to 100, or to `most`. */
export const checkCount = (first: number, most = pageMax): number => {
  if (first >= 1 && first <= most) return first;
  throw createInvalidArgument(
    'first',
    `\`first\` is ${first}; a list holds 1 to ${most} records.`,
    `Give \`first\` a number from 1 to ${most}.`,
  );
};

/** A page of the store as a Relay connection. */
export const toConnection = <Item>(list: string, page: ListPage<Item>, query: PageQuery) => {
  const edges = page.items.map(({ cursor, item }) => ({
    cursor: encodeCursor(list, cursor),
    node: item,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: query.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};

/** Every record of a page costs what its fields cost; a size out of range is refused later. */
export const pageComplexity = ({ first }: Pick<PageArgs, 'first'>) => ({
  field: 1,
  multiplier: Math.min(Math.max(first, 1), pageMax),
});
