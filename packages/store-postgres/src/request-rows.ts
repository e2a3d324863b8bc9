import type { WriteRequest } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { jsons, texts } from './page-columns.ts';

/** A row of the table of requests. */
export interface RequestColumns {
  readonly id: string;
  readonly connection_id: string;
  readonly object: WriteRequest['object'];
  readonly record_id: string;
  readonly seq: number;
  readonly state: WriteRequest['state'];
  readonly waiting_for: WriteRequest['waitingFor'];
  readonly due_at: WriteRequest['dueAt'];
  readonly attempt: number;
  readonly created_at: WriteRequest['createdAt'];
  readonly defaults: WriteRequest['defaults'];
  readonly trigger: WriteRequest['trigger'];
  readonly undoes: WriteRequest['undoes'];
  readonly writes: boolean;
}

/** The columns of a request, of a table called `r`. */
export const requestColumns = sql.raw(
  'r.id, r.connection_id, r.object, r.record_id, r.seq, r.state, r.waiting_for, r.due_at, ' +
    'r.attempt, r.created_at, r.defaults, r.trigger, r.undoes, r.writes',
);

/** The request that a row holds. */
export const toRequest = (row: RequestColumns): WriteRequest => ({
  id: row.id,
  connectionId: row.connection_id,
  object: row.object,
  recordId: row.record_id,
  seq: row.seq,
  defaults: row.defaults,
  trigger: row.trigger,
  undoes: row.undoes,
  writes: row.writes,
  state: row.state,
  waitingFor: row.waiting_for,
  dueAt: row.due_at,
  attempt: row.attempt,
  createdAt: row.created_at,
});

const pageOf = (requests: readonly WriteRequest[]) => sql`
  rows from (unnest(
    ${texts(requests.map((one) => one.id))},
    ${texts(requests.map((one) => one.connectionId))},
    ${texts(requests.map((one) => one.object))},
    ${texts(requests.map((one) => one.recordId))},
    ${requests.map((one) => one.seq)}::integer[],
    ${texts(requests.map((one) => one.state))},
    ${texts(requests.map((one) => one.waitingFor))},
    ${texts(requests.map((one) => one.dueAt))},
    ${requests.map((one) => one.attempt)}::integer[],
    ${texts(requests.map((one) => one.createdAt))},
    ${requests.map((one) => one.writes)}::boolean[]
  ), ${jsons(requests.map((one) => one.defaults))}, ${jsons(requests.map((one) => one.trigger))},
    ${jsons(requests.map((one) => one.undoes))}
  ) as page (id, connection_id, object, record_id, seq, state, waiting_for, due_at, attempt,
    created_at, writes, defaults, trigger, undoes)`;

/** Stores requests over what is there of the same id. */
export const insertRequests = (requests: readonly WriteRequest[]): RawBuilder<unknown> => sql`
  insert into concord.write_request (id, connection_id, object, record_id, seq, state,
    waiting_for, due_at, attempt, created_at, defaults, trigger, undoes, writes)
  select id, connection_id, object, record_id, seq, state, waiting_for, due_at, attempt,
    created_at, defaults::json, trigger::json, undoes::json, writes
  from ${pageOf(requests)}
  on conflict (id) do update
  set seq = excluded.seq, state = excluded.state, waiting_for = excluded.waiting_for,
    due_at = excluded.due_at, created_at = excluded.created_at, attempt = excluded.attempt,
    defaults = excluded.defaults, trigger = excluded.trigger, undoes = excluded.undoes,
    writes = excluded.writes`;
