import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { toColumn } from './text-column.ts';

/** A column of a page as one parameter; values that need it are escaped as `toColumn` does. */
export const texts = (values: readonly (string | null)[]): RawBuilder<unknown> =>
  sql`${values.map((value) => (value === null ? null : toColumn(value)))}::text[]`;

/**
 * A column of JSON as one parameter, a value on each line: JSON has no line breaks of its own,
 * and an array would have each of its many quotes escaped.
 */
export const jsons = (values: readonly unknown[]): RawBuilder<unknown> =>
  sql`string_to_table(${values.map((value) => JSON.stringify(value)).join('\n')}, ${'\n'})`;
