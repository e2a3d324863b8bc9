import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { Change, ChangeStore, Outcome } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Listen } from './connect/database.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

/** Changes that can be listed at least; as many again may wait for their removal. */
const changesKept = 100_000;
const removedAtOnce = 1_000;

type NewChange = Omit<Change, 'cursor'>;

/** The channel on which processes tell each other that there are changes; they name none. */
export const changeChannel = 'concord_change';

const toRow = ({ of, connectionId, object, isRemoval, ids }: NewChange) => sql`
  select ${of}::text, ${connectionId}::text, ${object}::text, ${isRemoval}::boolean,
    ${texts([...new Set(ids)])}`;

const place = (rows: readonly RawBuilder<unknown>[]) => sql`
  insert into concord.change (kind, connection_id, object, is_removal, ids)
  ${sql.join(rows, sql` union all `)}
  returning seq::text as seq, pg_notify(${changeChannel}, '')`;

/** Rows that others are removing are left to them. */
const removeOld = async (trx: Db, newest: bigint): Promise<void> => {
  if (newest % BigInt(removedAtOnce) !== 0n) return;
  await sql`
    delete from concord.change where seq in (
      select seq from concord.change where seq <= ${newest - BigInt(2 * changesKept)}
      order by seq for update skip locked
    )`.execute(trx);
};

/** Runs a statement that tells of changes, and sees to the length of the log. */
const storeAndTrim = async (trx: Db, statement: RawBuilder<unknown>): Promise<void> => {
  const { rows } = await sql<{ seq: string }>`${statement}`.execute(trx);
  for (const { seq } of rows) await removeOld(trx, BigInt(seq));
};

/** Tells of changes, of which nobody hears before the transaction is committed. */
export const noteChanges = async (trx: Db, changes: readonly NewChange[]): Promise<void> => {
  const some = changes.filter(({ ids }) => ids.length > 0);
  if (some.length > 0) await storeAndTrim(trx, place(some.map(toRow)));
};

const ofCounted = sql`
  select 'run', connection_id, null::text, false, array[id] from counted`;

/** Runs parts of one statement and tells of the outcomes, and of the run that the part `counted` answers. */
export const changeAndNote = (
  trx: Db,
  parts: RawBuilder<unknown>,
  outcomes: readonly Outcome[],
): Promise<void> => {
  const rows = [...ofOutcomes(outcomes).map(toRow), ofCounted];
  return storeAndTrim(trx, sql`${parts} ${place(rows)}`);
};

/** Tells of records that were stored, or that are no more. */
export const noteRecords = (
  trx: Db,
  records: readonly PlatformRecord[],
  isRemoval: boolean,
): Promise<void> =>
  noteChanges(
    trx,
    [...Map.groupBy(records, (record) => record.object)].map(([object, group]) => ({
      of: 'record',
      connectionId: null,
      object,
      isRemoval,
      ids: group.map(({ id }) => id),
    })),
  );

const ofOutcomes = (outcomes: readonly Outcome[]): NewChange[] =>
  [...Map.groupBy(outcomes, ({ connectionId }) => connectionId)].flatMap(([connectionId, own]) =>
    [...Map.groupBy(own, ({ object }) => object)].map(([object, group]) => ({
      of: 'outcome' as const,
      connectionId,
      object,
      isRemoval: false,
      ids: group.map(({ id }) => id),
    })),
  );

/** Tells of outcomes that were stored. */
export const noteOutcomes = (trx: Db, outcomes: readonly Outcome[]): Promise<void> =>
  noteChanges(trx, ofOutcomes(outcomes));

/** Tells of a run that was stored. */
export const noteRun = (trx: Db, run: { id: string; connectionId: string }): Promise<void> =>
  noteChanges(trx, [
    { of: 'run', connectionId: run.connectionId, object: null, isRemoval: false, ids: [run.id] },
  ]);

interface ChangeRow {
  readonly cursor: string;
  readonly kind: string;
  readonly connection_id: string | null;
  readonly object: string | null;
  readonly is_removal: boolean;
  readonly ids: readonly string[];
}

const toChange = (row: ChangeRow): Change => ({
  cursor: row.cursor,
  of: row.kind as Change['of'],
  connectionId: row.connection_id === null ? null : fromColumn(row.connection_id),
  object: row.object as PlatformObject | null,
  isRemoval: row.is_removal,
  ids: row.ids.map(fromColumn),
});

/**
 * Instants of the server's start, a transaction's number and the change's own. A server that lost
 * its last moments gives their numbers again, so that places of before its start say nothing.
 */
const cursorOf = (xid: ReturnType<typeof sql>, seq: ReturnType<typeof sql>) => sql<string>`
  concat_ws('-', lpad((extract(epoch from pg_postmaster_start_time()) * 1000)::bigint::text, 16, '0'),
    lpad(${xid}::text, 18, '0'), lpad(${seq}::text, 18, '0'))`;

const horizon = sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

const parseCursor = (cursor: string) => {
  const parts = /^(\d{16})-(\d{18})-(\d{18})$/.exec(cursor);
  return parts === null ? null : { start: parts[1], xid: parts[2], seq: parts[3] };
};

/** Where the log is: its newest place, that of an empty one included. */
const lastChange =
  (db: Db): ChangeStore['lastChange'] =>
  async () => {
    const newest = sql`(select coalesce(max(seq), 0) from concord.change)`;
    const { rows } = await sql<{ cursor: string }>`
      select ${cursorOf(sql`(${horizon} - 1)`, newest)} as cursor`.execute(db);
    return rows[0]?.cursor ?? '';
  };

const listChanges =
  (db: Db): ChangeStore['listChanges'] =>
  async ({ after, limit }) => {
    const from = parseCursor(after);
    if (from === null) return null;
    const { rows } = await sql<ChangeRow>`
      select ${cursorOf(sql`xid`, sql`seq`)} as cursor, kind, connection_id, object, is_removal, ids
      from concord.change
      where (xid, seq) > (${from.xid}::bigint, ${from.seq}::bigint) and xid < ${horizon}
      order by xid, seq limit ${limit}`.execute(db);
    // Looked at last: what was removed in the meantime is missed too.
    const newest = parseCursor(await lastChange(db)());
    const missed = Number(newest?.seq) - Number(from.seq) > changesKept;
    return missed || newest?.start !== from.start ? null : rows.map(toChange);
  };

/** What was committed, in one order for all processes. */
export const createChanges = (db: Db, listen: Listen): ChangeStore => ({
  listChanges: listChanges(db),
  lastChange: lastChange(db),
  onChange: (ring) => listen(changeChannel, ring),
});
