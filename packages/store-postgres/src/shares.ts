import type { ShareStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** Full again for long: nothing is lost with the row. */
const forgottenAfterMs = 86_400_000;

/** A bucket for each caller, in one statement: the row's lock keeps processes apart. */
export const createShares = (db: Db): ShareStore => ({
  drawShare: async ({ caller, wanted, full, perSecond, now }) => {
    const at = sql`${String(Date.parse(now))}::bigint`;
    const filled = sql`least(${full}::float8,
      share.remaining + greatest(${at} - share.at_ms, 0) * ${perSecond}::float8 / 1000)`;
    const taken = sql`least(${filled}, ${wanted}::float8)`;
    const first = Math.min(full, wanted);
    const { rows } = await sql<{ taken: number }>`
      with forgotten as (
        delete from concord.api_share
        where at_ms < ${at} - ${forgottenAfterMs} and caller <> ${caller}
      )
      insert into concord.api_share as share (caller, remaining, taken, at_ms)
      values (${caller}, ${full - first}, ${first}, ${at})
      on conflict (workspace, caller) do update set
        remaining = ${filled} - ${taken}, taken = ${taken}, at_ms = greatest(share.at_ms, ${at})
      returning taken`.execute(db);
    return rows[0]?.taken ?? 0;
  },
});
