import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A question of the API that draws on its caller's share waits for no flush of the log. A server that
 * crashed begins with full shares.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table concord.api_share set unlogged`.execute(db);
};
