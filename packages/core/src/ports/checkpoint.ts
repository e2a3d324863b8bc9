import type { Cursor, Instant } from '../contract/index.ts';

/** How far the changes of one object have been read and applied. */
export interface Checkpoint {
  readonly connectionId: string;
  readonly crmObject: string;
  readonly cursor: Cursor;
  readonly savedAt: Instant;
  /** When a read last reached the end of the changes; `null` during the first read. */
  readonly caughtUpAt: Instant | null;
}
