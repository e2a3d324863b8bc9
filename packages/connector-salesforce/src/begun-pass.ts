import type { Context, Cursor, Instant } from '@concord/core/contract';
import { queryPage } from './parse-answer.ts';
import { takeAnswer } from './prepared.ts';
import type { Answer } from './request.ts';

/** The name under which the mark of an object is kept. */
export const markName = (object: string): string => `mark of ${object}`;

/** The name under which it is kept whether an object changed since a cursor. */
export const peekName = (object: string, after: Cursor): string => `peek at ${object} ${after}`;

/** A pass over an object's changes that was begun ahead. */
export interface BegunPass {
  /** The answer of `/updated`. */
  readonly mark: Answer;
  /** When Salesforce was seen to have no change since the cursor; `null` when it has, or may. */
  readonly quietAt: Instant | null;
}

/**
 * The pass that was begun ahead of a cursor, once; `null` when there is none.
 *
 * A pass is safe when its mark was taken before its first row was looked for: whatever is stamped
 * before the mark was visible by then, and what becomes visible later is stamped after it, and is
 * the next pass's. A mark that is older than need be only makes the next pass begin earlier. That
 * no row was found after the mark is the same as an empty page, however small the query was; so
 * such a look counts only together with the mark that was taken before it.
 */
export const takeBegunPass = (
  context: Context,
  object: string,
  after: Cursor | null,
): BegunPass | null => {
  const mark = takeAnswer(context, markName(object));
  const peek = after === null ? null : takeAnswer(context, peekName(object, after));
  if (mark === null) return null;
  const page = queryPage.safeParse(peek?.body).data;
  const isQuiet = page?.done === true && page.totalSize === 0;
  return { mark, quietAt: isQuiet ? (peek?.servedAt ?? null) : null };
};
