import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { prepareRole } from '../src/connect/confinement.ts';
import type { Database } from '../src/connect/database.ts';
import { openMemory } from '../src/connect/open-embedded.ts';
import { openServer } from '../src/connect/open-server.ts';
import { whileWanted } from '../src/connect/while-wanted.ts';
import { migrate } from '../src/migrate.ts';
import type { Db } from '../src/tables.ts';
import { createDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');

const suite = (
  open: () => Promise<Database>,
  more: (asked: () => { db: Db; all: Db }) => void,
): void => {
  let database: Database;
  let db: Db;
  beforeAll(async () => {
    database = await open();
    await migrate(database.db);
    db = database.confined({ workspace: 'default', role: await prepareRole(database.db) });
  }, 120_000);
  afterAll(() => database.close());

  it('asks nothing more once nobody waits', async () => {
    const leave = new AbortController();
    const work = whileWanted(leave.signal, async () => {
      await sql`select 1`.execute(db);
      leave.abort();
      await sql`select 2`.execute(db);
    });
    await expect(work).rejects.toThrow('aborted');
    expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }]);
  });

  more(() => ({ db, all: database.db }));
};

describe('work in an embedded database', () => {
  suite(openMemory, () => undefined);
});

describe.skipIf(serverUrl === null)('work in the database of a server', () => {
  const open = async () => {
    const { url, drop } = await createDatabase(serverUrl ?? '');
    const database = openServer(url);
    return { ...database, close: () => database.close().then(drop) };
  };
  suite(open, (asked) => {
    const sleeping = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::integer as count from pg_stat_activity
        where state = 'active' and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()
          and datname = current_database()`.execute(asked().all);
      return rows[0]?.count;
    };
    const until = async (count: number) => {
      while ((await sleeping()) !== count) await sql`select pg_sleep(0.02)`.execute(asked().all);
    };

    it('ends at the server within a second or two of its clock', async () => {
      const leave = new AbortController();
      const alone = whileWanted(leave.signal, () => sql`select pg_sleep(60)`.execute(asked().db));
      const inside = whileWanted(leave.signal, () =>
        asked()
          .db.transaction()
          .execute((trx) => sql`select pg_sleep(60)`.execute(trx)),
      );
      const both = Promise.allSettled([alone, inside]);
      await until(2);
      // Not by the clock of this process, which a busy machine may keep waiting.
      const over: string[] = [];
      const clock = sql`select pg_sleep(2)`.execute(asked().all).then(() => over.push('clock'));
      leave.abort();
      const ended = await both;
      over.push('work');
      await clock;
      expect(over).toEqual(['work', 'clock']);
      expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await sleeping()).toBe(0);
    });

    it('ends no query of anybody else', async () => {
      const leave = new AbortController();
      const other = Array.from({ length: 5 }, () => sql`select pg_sleep(0.3)`.execute(asked().db));
      const gone = whileWanted(leave.signal, () => sql`select pg_sleep(60)`.execute(asked().db));
      gone.catch(() => undefined);
      await until(1);
      leave.abort();
      await expect(gone).rejects.toThrow('cancel');
      await Promise.all(other);
    });
  });
});
