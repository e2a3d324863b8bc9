import type { RunKind, RunStore, WorkAhead } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import { toLease } from './leases.ts';
import { nextDue } from './next-due.ts';
import type { Db, LeaseTable } from './tables.ts';

interface AheadRow {
  readonly id: string;
  readonly lease: LeaseTable | null;
  readonly queued: readonly RunKind[];
  readonly writes_due_at: WorkAhead['writesDueAt'];
}

/** What the next work of connections depends on, in one journey for all of them. */
export const workAhead =
  (db: Db): RunStore['workAhead'] =>
  async (connectionIds) => {
    const { rows } = await sql<AheadRow>`
      select asked.value as id,
        (
          select row_to_json(l) from concord.lease l
          where l.resource = 'connection:' || asked.value and not l.released
        ) as lease,
        array(
          select distinct r.kind from concord.run r
          where r.connection_id = asked.value and r.state = 'queued' order by r.kind
        ) as queued,
        ${nextDue(sql`asked.value`)} as writes_due_at
      from ${askedFor(connectionIds)}`.execute(db);
    return new Map(
      rows.map(({ id, lease, queued, writes_due_at: writesDueAt }) => [
        id,
        { lease: lease === null ? null : toLease(lease), queued, writesDueAt },
      ]),
    );
  };
