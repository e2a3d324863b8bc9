import type { ListPage, PageQuery } from '../ports/index.ts';

/** Items in order with the cursor that names each one's place. */
export interface PlacedItem<Item> {
  readonly cursor: string;
  readonly item: Item;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Oldest, or smallest, first. */
export const ascending = <Item>(a: PlacedItem<Item>, b: PlacedItem<Item>): number =>
  compare(a.cursor, b.cursor);

/** Newest first. */
export const descending = <Item>(a: PlacedItem<Item>, b: PlacedItem<Item>): number =>
  compare(b.cursor, a.cursor);

/** One page of the items, which may come in any order. */
export const listPage = <Item>(
  placed: readonly PlacedItem<Item>[],
  query: PageQuery,
  order: (a: PlacedItem<Item>, b: PlacedItem<Item>) => number,
): ListPage<Item> => {
  const { after, first } = query;
  const rest = placed.filter(
    (one) => after === null || order(one, { cursor: after, item: one.item }) > 0,
  );
  const sorted = rest.toSorted(order);
  return { items: sorted.slice(0, first), hasNext: sorted.length > first };
};
