import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** What rows must fulfil; `false` asks for nothing. */
export type Condition = RawBuilder<unknown> | false;

/** All of the conditions. */
export const every = (conditions: readonly Condition[]): RawBuilder<unknown> =>
  sql.join([sql`true`, ...conditions.filter((one) => one !== false)], sql` and `);
