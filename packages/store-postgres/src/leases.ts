import { toInstant } from '@concord/core/contract';
import { createStaleLease } from '@concord/core/ports';
import type { Lease, LeaseRequest, LeaseStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { together } from './together.ts';
import type { Db, LeaseTable } from './tables.ts';

/** A lease as its row holds it. */
export const toLease = (row: LeaseTable): Lease => ({
  resource: row.resource,
  mode: row.mode as Lease['mode'],
  holder: row.holder,
  epoch: row.epoch,
  since: row.since as Lease['since'],
  until: row.until as Lease['until'],
});

/**
 * A row that a transaction has locked is left alone: whoever works under its lease still does, or
 * is silent in the middle of a transaction, which the server ends by itself.
 */
const takeFree = async (db: Db, wish: LeaseRequest, until: string): Promise<LeaseTable[]> => {
  const { resource, mode, holder, now } = wish;
  const { rows } = await sql<LeaseTable>`
    update concord.lease
    set mode = ${mode}, holder = ${holder}, epoch = epoch + 1, since = ${now}, until = ${until},
      released = false
    where resource in (
      select resource from concord.lease
      where resource = ${resource} and (released or until <= ${now})
      for update skip locked)
    returning *`.execute(db);
  return rows;
};

const takeFirst = async (db: Db, wish: LeaseRequest, until: string): Promise<LeaseTable[]> => {
  const { resource, mode, holder, now } = wish;
  const { rows } = await sql<LeaseTable>`
    insert into concord.lease (resource, mode, holder, epoch, since, until, released)
    values (${resource}, ${mode}, ${holder}, 1, ${now}, ${until}, false)
    on conflict (resource) do nothing
    returning *`.execute(db);
  return rows;
};

const acquireLease =
  (db: Db): LeaseStore['acquireLease'] =>
  async (wish) => {
    const until = toInstant(Date.parse(wish.now) + wish.ttlMs);
    const [free] = await takeFree(db, wish, until);
    if (free !== undefined) return toLease(free);
    const [first] = await takeFirst(db, wish, until);
    return first === undefined ? null : toLease(first);
  };

/**
 * One row if the lease is the last one granted and not released, and none otherwise; keeps it from
 * passing on until the transaction ends.
 */
export const heldLease = ({ resource, epoch }: Lease): RawBuilder<unknown> => sql`
  select from concord.lease
  where resource = ${resource} and epoch = ${epoch} and not released
  for update`;

/** Fences a transaction: throws `StaleLease` unless the lease is in force, see `heldLease`. */
export const requireLease = async (trx: Db, lease: Lease): Promise<void> => {
  const { rows } = await heldLease(lease).execute(trx);
  if (rows.length === 0) throw createStaleLease(lease.resource);
};

/**
 * Runs parts as one statement; they are to change nothing unless `held` has a row. Throws `StaleLease`
 * when it has none.
 */
export const runFenced = async (
  db: Db,
  lease: Lease,
  parts: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<void> => {
  const { rows } = await sql`
    ${together({ held: heldLease(lease), ...parts })} select from held`.execute(db);
  if (rows.length === 0) throw createStaleLease(lease.resource);
};

/** Leases; every grant raises the epoch of its resource. */
export const createLeases = (db: Db): LeaseStore => ({
  acquireLease: acquireLease(db),
  renewLease: async ({ resource, epoch }, until) => {
    const { numUpdatedRows } = await db
      .updateTable('concord.lease')
      .set({ until })
      .where('resource', '=', resource)
      .where('epoch', '=', epoch)
      .where('released', '=', false)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },
  releaseLease: async ({ resource, epoch }) => {
    await db
      .updateTable('concord.lease')
      .set({ released: true })
      .where('resource', '=', resource)
      .where('epoch', '=', epoch)
      .execute();
  },
  getLease: async (resource) => {
    const of = db.selectFrom('concord.lease').selectAll().where('resource', '=', resource);
    const row = await of.where('released', '=', false).executeTakeFirst();
    return row === undefined ? null : toLease(row);
  },
});
