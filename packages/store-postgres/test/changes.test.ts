import type { Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { sql } from 'kysely';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { prepareRole } from '../src/connect/confinement.ts';
import type { Database } from '../src/connect/database.ts';
import { openMemory } from '../src/connect/open-embedded.ts';
import { openServer } from '../src/connect/open-server.ts';
import { noteRun, removeOld } from '../src/changes.ts';
import { migrate } from '../src/migrate.ts';
import { createPostgresStore } from '../src/postgres-store.ts';
import type { Db } from '../src/tables.ts';
import { createAlone } from './test-database.ts';

const { aRun } = samples;

const serverUrl = inject('serverUrl');
const onServer = serverUrl === null ? null : await createAlone(serverUrl);
const open: Database[] = [];
afterAll(async () => {
  await Promise.all(open.map((database) => database.close()));
  await onServer?.drop();
});

/** As another process would open it. */
const openOne = async (make: () => Database | Promise<Database>) => {
  const database = await make();
  open.push(database);
  await migrate(database.db);
  const role = await prepareRole(database.db);
  const storeOf = (workspace: string) =>
    createPostgresStore(
      { ...database, db: database.confined({ workspace, role }) },
      async () => {},
    );
  const db = database.confined({ workspace: 'default', role });
  return { ...database, db, all: database.db, store: storeOf('default'), storeOf };
};

/** Ids of what was told after a place. */
const idsAfter = async (store: Store, after: string) =>
  ((await store.listChanges({ after, limit: 100 })) ?? []).flatMap(({ ids }) => ids);

/** A transaction of anybody else on the server holds up what is told after it. */
const expectIds = (store: Store, after: string, ids: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await idsAfter(store, after)).toEqual(ids), {
    timeout: 20_000,
    interval: 20,
  });

/** Until all that was told so far is to be seen: what comes later begins a place of its own. */
const expectSeen = async (store: Store): Promise<void> => {
  const mark = `mark ${performance.now()}`;
  const place = await store.lastChange();
  await store.saveRun(aRun({ id: mark }));
  await vi.waitFor(async () => expect(await idsAfter(store, place)).toContain(mark), {
    timeout: 20_000,
    interval: 20,
  });
};

/** Changes of one transaction; resolves once none of anybody's keeps them from being told of. */
const addMany = async (db: Db, count: number): Promise<void> => {
  await sql`insert into concord.change (kind, is_removal, ids)
      select 'run', false, '{r}' from generate_series(1, ${sql.lit(count)})`.execute(db);
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
          select from concord.change
          where xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint`.execute(db);
      expect(rows).toEqual([]);
    },
    { timeout: 20_000, interval: 20 },
  );
};

const kindsIn = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ kind: string }>`
    select kind from concord.change order by xid, seq`.execute(db);
  return rows.map(({ kind }) => kind);
};

/** The next time that a bell rings. */
const createEar = () => {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => {
      next.resolve();
      next = Promise.withResolvers<void>();
    },
    heard: () => next.promise,
  };
};

const kinds = {
  embedded: openMemory,
  ...(onServer !== null && { server: () => openServer(onServer.url) }),
};

describe.each(Object.entries(kinds))('the changes of an %s database', async (_, make) => {
  const { db, all, store, storeOf } = await openOne(make);

  it('says so when it has forgotten what followed a place', async () => {
    const place = await store.lastChange();
    await addMany(db, 5);
    await removeOld(db, 3);
    expect(await kindsIn(db)).toEqual(['removed', 'run', 'run', 'run']);
    expect(await store.listChanges({ after: place, limit: 9 })).toBeNull();
    await addMany(db, 3);
    await removeOld(db, 5);
    expect(await store.listChanges({ after: place, limit: 9 })).toBeNull();
    expect(await kindsIn(db)).toEqual(['removed', 'run', 'run', 'run', 'run', 'run']);
  });

  it('knows what followed the last that it has forgotten', async () => {
    const place = await store.lastChange();
    await addMany(db, 3);
    await removeOld(db, 3);
    expect(await store.listChanges({ after: place, limit: 9 })).toHaveLength(3);
  });

  it('forgets nothing of a workspace because another is busy', async () => {
    const quiet = storeOf('quiet');
    const place = await quiet.lastChange();
    await quiet.saveRun(aRun({ id: 'quiet' }));
    await addMany(db, 20);
    await removeOld(db, 3);
    await expectIds(quiet, place, ['quiet']);
    await sql`select setval(pg_get_serial_sequence('concord.change', 'seq'), 900000)`.execute(all);
    await quiet.saveRun(aRun({ id: 'later' }));
    await expectIds(quiet, place, ['quiet', 'later']);
  });

  it('holds no values of records', async () => {
    await store.saveAndRequest([samples.aPerson({ fields: { title: 'canary' } })], []);
    const { rows } = await sql`select * from concord.change`.execute(db);
    const text = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? 0 : value));
    expect(text).not.toMatch(/canary|@/);
  });
});

describe.skipIf(onServer === null)('the changes of several processes', async () => {
  if (onServer === null) return;
  const one = await openOne(() => openServer(onServer.url));
  const other = await openOne(() => openServer(onServer.url));

  it('are heard of in every process', async () => {
    const ear = createEar();
    const end = await other.store.onChange(ear.ring);
    await expectSeen(other.store);
    const place = await other.store.lastChange();
    const heard = ear.heard();
    await one.store.saveRun(aRun({ id: 'run of one' }));
    await heard;
    await expectIds(other.store, place, ['run of one']);
    await end();
  });

  it('come in one order, whoever commits first', async () => {
    const place = await other.store.lastChange();
    const started = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow = one.db.transaction().execute(async (trx) => {
      await noteRun(trx, aRun({ id: 'slow' }));
      started.resolve();
      await goOn.promise;
    });
    await started.promise;
    await one.store.saveRun(aRun({ id: 'fast' }));
    const early = await idsAfter(other.store, place);
    const placeBetween = await other.store.lastChange();
    goOn.resolve();
    await slow;
    expect(early).toEqual([]);
    await expectIds(other.store, place, ['slow', 'fast']);
    await expectIds(other.store, placeBetween, ['slow', 'fast']);
  });

  it('are never told of when they are rolled back', async () => {
    const place = await other.store.lastChange();
    const undone = one.db.transaction().execute(async (trx) => {
      await noteRun(trx, aRun({ id: 'undone' }));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await one.store.saveRun(aRun({ id: 'done' }));
    await expectIds(other.store, place, ['done']);
  });

  it('are forgotten by themselves, about once in a thousand changes', async () => {
    await addMany(one.db, 100_100);
    const { rows } = await sql<{ turn: bigint }>`
      select min(seq) as turn from generate_series(1000000::bigint, 1100000) seq
      where hashint8(seq) % 1000 = 0`.execute(one.db);
    const before = Number(rows[0]?.turn) - 1;
    await sql`select setval(pg_get_serial_sequence('concord.change', 'seq'), ${before})`.execute(
      one.all,
    );
    await one.store.saveRun(aRun());
    expect(await kindsIn(one.db)).toHaveLength(100_002);
  });

  it('are heard of again after the connection broke', async () => {
    const ear = createEar();
    const end = await other.store.onChange(ear.ring);
    const back = ear.heard();
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'concord changes' and datname = current_database()`.execute(one.all);
    await back;
    const heard = ear.heard();
    await one.store.saveRun(aRun());
    await expect(heard).resolves.toBeUndefined();
    await end();
  });
});
