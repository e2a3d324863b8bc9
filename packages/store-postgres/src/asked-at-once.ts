import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { texts } from './page-columns.ts';

/**
 * The values asked for, as one row `asked (values)`, for columns that an index begins with. A
 * look-up joins it to a `lateral` query for `= any(asked.values)` that ends in `offset 0`: one pass
 * over the index, a quarter of the cost of as many looks into it. The planner sees an array of
 * unknown length and believes in few values; told how many they are, it reads the whole of a table
 * without statistics, as in a first read.
 */
export const askedAtOnce = (values: readonly string[]): RawBuilder<unknown> =>
  sql`(select ${texts(values)} as values offset 0) as asked`;
