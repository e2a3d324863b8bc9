import { defaultSettings } from '@concord/core/platform';
import type { Connection } from '@concord/core/platform';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When each connection was last asked what its records belong to, and settings it did not have. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<{ id: string; body: Connection }>`
    select id, body from concord.connection`.execute(db);
  for (const { id, body } of rows) {
    const settings = { ...defaultSettings, ...body.settings };
    const completed = JSON.stringify({ ...body, settings, lastAssociatedAt: null });
    await sql`
      update concord.connection set body = ${completed}::json where id = ${id}`.execute(db);
  }
};
