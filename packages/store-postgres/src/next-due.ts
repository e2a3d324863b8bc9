import { catalogue } from '@concord/core/platform';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { texts } from './page-columns.ts';

const objects = texts(Object.keys(catalogue));

/**
 * When the next pending or waiting request of a connection is due: one look into the index for each
 * kind of record, however many requests wait.
 */
export const nextDue = (connectionId: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select min(first.due_at)
  from unnest(${objects}) as kind (object) cross join lateral (
    select one.due_at from concord.write_request one
    where one.connection_id = ${connectionId} and one.object = kind.object
      and one.state in ('pending', 'waiting')
    order by one.due_at limit 1
  ) first
)`;
