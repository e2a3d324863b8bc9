import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** What a text column cannot hold, NUL and halves of surrogate pairs, and the escape itself. */
const isSafe = (text: string): boolean =>
  text.isWellFormed() && !text.includes('\0') && !text.includes('\u001A');

const everyUnsafe = /[\0\u001A\p{Surrogate}]/gu;

/**
 * Text as a column holds it: what PostgreSQL refuses stands as U+001A and four hexadecimal digits,
 * so that one such value never costs its page. JSON columns need none of this: JSON escapes it.
 */
export const toColumn = (text: string): string =>
  isSafe(text) ? text : text.replace(everyUnsafe, (unit) => `\u001A${hexOf(unit)}`);

/** The text that `toColumn` was given. */
export const fromColumn = (text: string): string =>
  text.includes('\u001A')
    ? text.replace(/\u001A([0-9a-f]{4})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )
    : text;

const hexOf = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** Everything before the text is whole: a plain character, or an escape with all its digits. */
const wholeUnits = String.raw`^(?:\u001A[0-9a-f]{4}|[^\u001A])*?`;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a column's text contains another; the digits of an escape are no part of the text. */
export const contains = (column: RawBuilder<unknown>, text: string): RawBuilder<unknown> =>
  sql`(strpos(${column}, ${text}) > 0 and (strpos(${column}, chr(26)) = 0
    or ${column} ~ ${wholeUnits + literally(text)}))`;

/** After every character that text may go on with, in the order of bytes. */
const last = '\u{10FFFF}';

/** Whether a column's text begins with another; by a range, which an index of the column answers. */
export const beginsWith = (column: RawBuilder<unknown>, text: string): RawBuilder<unknown> =>
  sql`(${column} >= ${text} and ${column} < ${text + last})`;
