import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

const isPlain = (text: string): boolean => !text.includes('"') && !text.includes('\\');

const quoted = (text: string | null): string => {
  if (text === null) return 'NULL';
  return isPlain(text) ? `"${text}"` : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
};

/**
 * A column of a page as one parameter. The array is put into words here: most values need no
 * escaping, and the driver looks for it in each.
 */
export const texts = (values: readonly (string | null)[]): RawBuilder<unknown> =>
  sql`${`{${values.map(quoted).join(',')}}`}::text[]`;

/**
 * A column of JSON as one parameter, a value on each line: JSON has no line breaks of its own,
 * and an array would have each of its many quotes escaped.
 */
export const jsons = (values: readonly unknown[]): RawBuilder<unknown> =>
  sql`string_to_table(${values.map((value) => JSON.stringify(value)).join('\n')}, ${'\n'})`;
