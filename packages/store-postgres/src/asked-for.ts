import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { texts } from './page-columns.ts';

/**
 * The values asked for, each once, as rows `asked (value)`. A look-up joins them to a `lateral`
 * query that ends in `offset 0`: that is one look into the index for each value, whatever the
 * planner believes. Of a table without statistics, as in a first read, it believes that reading all
 * of it costs less.
 */
export const askedFor = (values: readonly string[]): RawBuilder<unknown> =>
  sql`unnest(${texts([...new Set(values)])}) as asked (value)`;
