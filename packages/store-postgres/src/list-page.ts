import type { ListPage } from '@concord/core/ports';
import { sql } from 'kysely';
import type { SqlBool } from 'kysely';

/** Instants have 24 characters; a cursor is one of them, a space, and an id. */
const instantLength = 24;

/** Older than the item of a cursor that names an instant and an id. */
export const beforeCursor = (column: string, cursor: string) => {
  const at = cursor.slice(0, instantLength);
  const id = cursor.slice(instantLength + 1);
  return sql<SqlBool>`(${sql.ref(column)}, id) < (${at}, ${id})`;
};

/** A page of `first` items out of one more. */
export const toListPage = <Item>(
  found: readonly Item[],
  first: number,
  cursorOf: (item: Item) => string,
): ListPage<Item> => ({
  items: found.slice(0, first).map((item) => ({ cursor: cursorOf(item), item })),
  hasNext: found.length > first,
});
