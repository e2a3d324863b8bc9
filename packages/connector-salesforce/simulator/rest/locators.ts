import type { Table } from '../store/table.ts';
import type { RowText } from '../soql/write-record.ts';

/** A query whose answer is fetched page by page. */
export interface Cursor {
  readonly userId: string;
  readonly table: Table;
  readonly rows: readonly number[];
  readonly text: RowText;
  readonly batchSize: number;
  readonly expiresAt: number;
}

/** The cursors that are open, by locator. */
export interface Locators {
  /** Opens a cursor and returns its locator, 18 characters. */
  open(cursor: Cursor): string;
  /** The cursor of a locator; undefined when there is none. */
  find(locator: string): Cursor | undefined;
}

// Salesforce: locators begin with 0r8 today (recorded).
const prefix = '0r8xx0000000';

/** No open cursors. */
export const createLocators = (): Locators => {
  const cursors = new Map<string, Cursor>();
  let opened = 0;
  return {
    open: (cursor) => {
      opened += 1;
      const locator = `${prefix}${opened.toString(36).toUpperCase().padStart(3, '0')}AAA`.slice(
        0,
        18,
      );
      cursors.set(locator, cursor);
      return locator;
    },
    find: (locator) => cursors.get(locator),
  };
};
