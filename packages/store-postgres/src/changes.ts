import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { Change, ChangeStore, Outcome } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Listen } from './connect/database.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

/** Changes of a workspace that can be listed at least. */
const changesKept = 100_000;
/** A workspace looks for old ones about once in so many of its changes, whoever else has some. */
const looksEvery = 1_000;

type NewChange = Omit<Change, 'cursor'>;

/** The channel on which processes tell each other that there are changes; they name none. */
export const changeChannel = 'concord_change';

const toRow = ({ of, connectionId, object, isRemoval, ids }: NewChange) => sql`
  select ${of}::text, ${connectionId}::text, ${object}::text, ${isRemoval}::boolean,
    ${texts([...new Set(ids)])}`;

const place = (rows: readonly RawBuilder<unknown>[]) => sql`
  insert into concord.change (kind, connection_id, object, is_removal, ids)
  ${sql.join(rows, sql` union all `)}
  returning hashint8(seq) % ${looksEvery} = 0 as is_turn, pg_notify(${changeChannel}, '')`;

/** What is before this transaction number cannot be added to any more. */
const horizon = sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/**
 * Removes what is older than those to be kept, of this workspace alone. The newest of the old stays
 * as a mark, without ids: before it nothing can be listed.
 */
export const removeOld = async (trx: Db, kept: number): Promise<void> => {
  await sql`
    with newest_old as (
      select xid, seq from concord.change where xid < ${horizon}
      order by xid desc, seq desc offset ${kept} limit 1
    ), mark as (
      update concord.change set kind = 'removed', ids = '{}'
      where (xid, seq) = (select xid, seq from newest_old)
    )
    delete from concord.change where seq in (
      select seq from concord.change where (xid, seq) < (select xid, seq from newest_old)
      order by seq for update skip locked
    )`.execute(trx);
};

/** Runs a statement that tells of changes, and sees to the length of the log. */
const storeAndTrim = async (trx: Db, statement: RawBuilder<unknown>): Promise<void> => {
  const { rows } = await sql<{ is_turn: boolean }>`${statement}`.execute(trx);
  if (rows.some(({ is_turn: isTurn }) => isTurn)) await removeOld(trx, changesKept);
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
  concat_ws('.', lpad((extract(epoch from pg_postmaster_start_time()) * 1000)::bigint::text, 16, '0'),
    lpad(${xid}::text, 18, '0'), lpad(${seq}::text, 18, '0'))`;

const parseCursor = (cursor: string) => {
  const parts = /^(\d{16})\.(\d{18})\.(\d{18})$/.exec(cursor);
  return parts === null ? null : { start: parts[1], xid: parts[2], seq: parts[3] };
};

type Place = NonNullable<ReturnType<typeof parseCursor>>;

/** Greater than any change's number. */
const afterAll = sql`${'9'.repeat(18)}`;

/** Where the log is: behind every transaction that has ended; nothing can come before it any more. */
const lastChange =
  (db: Db): ChangeStore['lastChange'] =>
  async () => {
    const { rows } = await sql<{ cursor: string }>`
      select ${cursorOf(sql`(${horizon} - 1)`, afterAll)} as cursor`.execute(db);
    return rows[0]?.cursor ?? '';
  };

const isBehind = (from: Place) => sql`(xid, seq) > (${from.xid}::bigint, ${from.seq}::bigint)`;

/** Whether all that followed a place can be listed. */
const isKnown = async (db: Db, from: Place): Promise<boolean> => {
  const { rows } = await sql<{ now: string; removed: boolean }>`
    select ${cursorOf(sql`0`, sql`0`)} as now, exists (
      select from concord.change where kind = 'removed' and ${isBehind(from)}
    ) as removed`.execute(db);
  return rows[0]?.removed === false && parseCursor(rows[0].now)?.start === from.start;
};

const listChanges =
  (db: Db): ChangeStore['listChanges'] =>
  async ({ after, limit }) => {
    const from = parseCursor(after);
    if (from === null) return null;
    const { rows } = await sql<ChangeRow>`
      select ${cursorOf(sql`xid`, sql`seq`)} as cursor, kind, connection_id, object, is_removal, ids
      from concord.change where ${isBehind(from)} and xid < ${horizon}
      order by xid, seq limit ${limit}`.execute(db);
    // Looked at last: what was removed in the meantime is missed too.
    return (await isKnown(db, from)) ? rows.map(toChange) : null;
  };

/** What was committed, in one order for all processes. */
export const createChanges = (db: Db, listen: Listen): ChangeStore => ({
  listChanges: listChanges(db),
  lastChange: lastChange(db),
  onChange: (ring) => listen(changeChannel, ring),
});
