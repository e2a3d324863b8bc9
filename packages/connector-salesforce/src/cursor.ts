import { createSyncError, toCursor, type Cursor, type Instant } from '@concord/core/contract';
import { z } from 'zod';
import { parseJson } from './parse-answer.ts';
import { toRecordId } from './record-id.ts';
import type { Place } from './query-text.ts';

const instant = z.iso.datetime({ precision: 3 }).transform((text) => text as Instant);

const shape = z.strictObject({
  v: z.literal(1),
  from: instant.nullable(),
  at: z.tuple([instant, z.string().regex(/^[A-Za-z0-9]{18}$/)]).nullable(),
  next: instant.nullable(),
});

/**
 * A place in a pass over an object's changes. Passes follow each other: each begins at a mark that
 * was taken before the one before it began, so that what became visible late is still ahead.
 */
export interface Position {
  /** Where this pass begins; `null` at the beginning of all. */
  readonly from: Instant | null;
  /** The last row that was read; `null` before the first page of a pass. */
  readonly at: Required<Place> | null;
  /** Where the pass after this one begins; `null` before the first page of a pass. */
  readonly next: Instant | null;
}

/** Before anything was read. */
export const start: Position = { from: null, at: null, next: null };

/** The cursor of a position. */
export const writeCursor = ({ from, at, next }: Position): Cursor =>
  toCursor(JSON.stringify({ v: 1, from, at: at && [at.at, at.id], next }));

/** The position of a cursor; throws `invalid` for one that we did not write. */
export const readCursor = (cursor: Cursor): Position => {
  const parsed = shape.safeParse(parseJson(cursor));
  if (!parsed.success) throw invalidCursor('not a cursor of this version');
  const { from, at, next } = parsed.data;
  if ((at === null) !== (next === null)) throw invalidCursor('a pass is half begun');
  return { from, at: at && { at: at[0], id: toRecordId(at[1]) }, next };
};

/** After which row, or since when, the rows that come next were changed; `null` for all rows. */
export const placeOf = ({ from, at }: Position): Place | null =>
  at ?? (from === null ? null : { at: from, id: null });

/** The error of a cursor that cannot be continued: reading on from it could miss records. */
export const invalidCursor = (why: string): Error =>
  createSyncError(`read changes: the cursor is unusable (${why}); start a full read`, {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
  });
