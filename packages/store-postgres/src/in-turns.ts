import { setImmediate as turn } from 'node:timers/promises';

/** Rows that are worked on at once: some milliseconds. */
const portion = 250;

/** Lets whatever else waits in the process go before, as a question to the gateway beside a read. */
export const nextTurn = (): Promise<void> => turn();

/** Maps rows in order; of many, a portion in each turn of the process. */
export const inTurns = async <Row, Item>(
  rows: readonly Row[],
  map: (row: Row) => Item,
): Promise<Item[]> => {
  const items = rows.slice(0, portion).map(map);
  for (let start = portion; start < rows.length; start += portion) {
    await nextTurn();
    for (const row of rows.slice(start, start + portion)) items.push(map(row));
  }
  return items;
};
