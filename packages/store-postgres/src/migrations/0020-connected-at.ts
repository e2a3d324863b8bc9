import type { Connection } from '@concord/core/platform';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When credentials of each connection were last given: as far as is known, when it was made. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<{ id: string; body: Connection }>`
    select id, body from concord.connection`.execute(db);
  for (const { id, body } of rows) {
    const completed = JSON.stringify({ ...body, connectedAt: body.createdAt });
    await sql`
      update concord.connection set body = ${completed}::json where id = ${id}`.execute(db);
  }
};
