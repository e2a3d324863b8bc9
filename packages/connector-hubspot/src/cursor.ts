import {
  createSyncError,
  toCursor,
  toInstant,
  toRemoteId,
  type Cursor,
  type Instant,
} from '@concord/core/contract';
import { z } from 'zod';
import { instant, parseJson } from './parse-answer.ts';
import type { Window } from './query-text.ts';

/** A place in the list of all records, before changes are looked for. */
export interface ListPosition {
  /** Since when changes are looked for once the list is at its end. */
  readonly from: Window['from'];
  /** Where HubSpot goes on. */
  readonly list: string;
}

/**
 * A place in a pass over what changed within a window. Passes follow each other: each begins a
 * while before the one before it began, so that what became visible late is still ahead. `until`
 * is `null` before the first page.
 */
export type Position = ListPosition | Window;

const stamp = z.string().length(24).pipe(instant);

const shapes = z.union([
  z.strictObject({ v: z.literal(1), from: stamp, list: z.string().min(1).max(1000) }),
  z
    .strictObject({
      v: z.literal(1),
      from: stamp,
      until: stamp.nullable(),
      above: z
        .string()
        .regex(/^[1-9]\d{0,18}$/)
        .transform(toRemoteId)
        .nullable(),
    })
    .refine(({ until, above }) => (until === null) === (above === null)),
]);

/** The cursor of a position. */
export const writeCursor = (position: Position): Cursor =>
  toCursor(JSON.stringify({ v: 1, ...position }));

/** The position of a cursor; throws `invalid` for one that we did not write. */
export const readCursor = (cursor: Cursor): Position => {
  const parsed = shapes.safeParse(parseJson(cursor));
  if (!parsed.success) throw invalidCursor('not a cursor of this version');
  const { v: _, ...position } = parsed.data;
  return position;
};

/** HubSpot's servers may differ by seconds, never by minutes. */
export const checkPast = (instants: readonly (Instant | null)[], servedAt: Instant): void => {
  const limit = toInstant(Date.parse(servedAt) + 60_000);
  if (instants.some((one) => one !== null && one > limit)) throw invalidCursor('in the future');
};

/** The error of a cursor that cannot be continued: reading on from it could miss records. */
export const invalidCursor = (why: string): Error =>
  createSyncError(`read changes: the cursor is unusable (${why}); start a full read`, {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
  });
