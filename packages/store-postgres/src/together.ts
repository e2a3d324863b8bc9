import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/**
 * Parts of one statement by name, to stand before its last part: one journey to the server for all.
 * All see what was stored before the statement, and a part comes after those whose answers it asks
 * for, in no order otherwise; so no two parts may change one row.
 */
export const together = (
  parts: Readonly<Record<string, RawBuilder<unknown>>>,
): RawBuilder<unknown> =>
  sql`with ${sql.join(
    Object.entries(parts).map(([name, part]) => sql`${sql.raw(name)} as (${part})`),
  )}`;
