import type { Instant } from '@concord/core/contract';
import type { WriteStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';

interface Waiting {
  readonly id: string;
}

const makeDue = async (db: Db, waiting: readonly Waiting[], now: Instant): Promise<void> => {
  if (waiting.length === 0) return;
  await sql`
    update concord.write_request set due_at = ${now}
    where id = any(${texts(waiting.map((request) => request.id))})
      and state = 'waiting' and due_at > ${now}`.execute(db);
};

/** Requests that wait for one of the records; looks at no record while nothing waits. */
export const release =
  (db: Db): WriteStore['release'] =>
  async (connectionId, { recordIds, now }) => {
    if (recordIds.length === 0) return;
    const { rows } = await sql<Waiting>`
      select r.id from ${askedFor(recordIds)} cross join lateral (
        select 'company' as what, one.id from concord.platform_record one
        where one.company_id = asked.value
        union all
        select 'person' as what, one.id from concord.platform_record one
        where one.person_id = asked.value
        offset 0
      ) dependent cross join lateral (
        select one.id from concord.write_request one
        where one.connection_id = ${connectionId} and one.waiting_for = dependent.what
          and one.record_id = dependent.id and one.state = 'waiting' and one.due_at > ${now}
        offset 0
      ) r
      where exists (
        select from concord.write_request w
        where w.connection_id = ${connectionId} and w.state = 'waiting'
          and w.waiting_for = any('{company,person}')
      )`.execute(db);
    await makeDue(db, rows, now);
  };

/** Requests whose company or person is linked by now. */
export const releaseLinked =
  (db: Db): WriteStore['releaseLinked'] =>
  async (connectionId, now) => {
    const { rows } = await sql<Waiting>`
      select w.id from (
        select one.id, one.object, one.record_id, one.waiting_for from concord.write_request one
        where one.connection_id = ${connectionId} and one.state = 'waiting'
          and one.waiting_for = any('{company,person}') and one.due_at > ${now}
        offset 0
      ) w cross join lateral (
        select case w.waiting_for when 'company' then one.company_id else one.person_id end as id
        from concord.platform_record one
        where one.object = w.object and one.id = w.record_id
        offset 0
      ) awaited
      where exists (
        select from concord.link l
        where l.record_id = awaited.id and l.connection_id = ${connectionId}
        offset 0
      )`.execute(db);
    await makeDue(db, rows, now);
  };
