import { samples } from '@concord/testkit/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isWorkspace, prepareRole, toStatement } from '../src/connect/confinement.ts';
import type { Database } from '../src/connect/database.ts';
import { openMemory } from '../src/connect/open-embedded.ts';
import { openServer } from '../src/connect/open-server.ts';
import { migrate } from '../src/migrate.ts';
import { createPostgresStore } from '../src/postgres-store.ts';
import type { Db } from '../src/tables.ts';
import { createDatabase, createOwnedDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');
const { minute } = samples;

/** Every table of ours but those that migrations are noted in. */
const tablesOf = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'concord' and tablename not like 'migration%'`.execute(db);
  return rows.map(({ name }) => name).toSorted();
};

const countOf = async (db: Db, table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(`concord.${table}`)}`.execute(db);
  return rows[0]?.count ?? 0;
};

const suite = (open: () => Promise<Database>): void => {
  let database: Database;
  let role: string | null;
  const dbOf = (workspace: string) => database.confined({ workspace, role });
  const storeOf = (workspace: string) =>
    createPostgresStore({ ...database, db: dbOf(workspace) }, async () => {});

  /** A row in every table, all of workspace `a`. */
  const fill = async (): Promise<void> => {
    const store = storeOf('a');
    await store.createConnection(samples.aConnection());
    await store.saveMappings('c1', 'person', [samples.aMapping()]);
    await store.saveCredentials('c1', 'sealed');
    await store.saveApiKey(samples.anApiKey());
    await store.saveRun(samples.aRun());
    const share = { caller: 'k1', wanted: 1, full: 9, perSecond: 1, now: minute(1) };
    await store.drawShare(share);
    await store.saveAuthorisation(samples.anAuthorisation(), minute(1));
    await store.saveRedirects([{ domain: 'a.example', target: 'b.example', checkedAt: minute(1) }]);
    await samples.applyPage(store, {
      rows: [samples.aRow()],
      platform: [samples.aPerson(), samples.anOpportunity()],
      links: [samples.aLink()],
      relations: [samples.aRelation()],
      skipped: [samples.aSkip()],
      checkpoint: samples.aCheckpoint(),
    });
    await store.saveAndRequest([], [samples.anAsking()]);
    await store.savePlans(await samples.takeLease(store, minute(9)), [samples.aPlan()]);
  };

  beforeAll(async () => {
    database = await open();
    await migrate(database.db);
    role = await prepareRole(database.db);
    await fill();
  }, 120_000);
  afterAll(() => database.close());

  it('sees rows of its own in every table', async () => {
    const tables = await tablesOf(database.db);
    const counts = await Promise.all(tables.map((table) => countOf(dbOf('a'), table)));
    expect(tables.filter((_, at) => counts[at] === 0)).toEqual([]);
  });

  it('sees none of another, in any table', async () => {
    for (const table of await tablesOf(database.db)) {
      expect([table, await countOf(dbOf('b'), table)]).toEqual([table, 0]);
    }
  });

  it('is guarded in every table, whoever owns it', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relnamespace = 'concord'::regnamespace and c.relkind in ('r', 'p')
        and c.relname not like 'migration%'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid))`.execute(database.db);
    expect(rows).toEqual([]);
  });

  it('changes and removes nothing of another', async () => {
    for (const table of await tablesOf(database.db)) {
      const named = sql.table(`concord.${table}`);
      const changed = await sql`update ${named} set workspace = 'b'`.execute(dbOf('b'));
      const removed = await sql`delete from ${named}`.execute(dbOf('b'));
      expect([changed.numAffectedRows, removed.numAffectedRows]).toEqual([0n, 0n]);
      expect(await countOf(dbOf('a'), table)).toBeGreaterThan(0);
    }
  });

  it('gives nothing to another', async () => {
    const db = dbOf('a');
    const give = sql`update concord.run set workspace = 'b'`.execute(db);
    await expect(give).rejects.toThrow('row-level security');
    const plant = sql`
      insert into concord.redirect (domain, target, checked_at, workspace)
      values ('x', 'y', 'z', 'b')`.execute(db);
    await expect(plant).rejects.toThrow('row-level security');
  });

  it('keeps a key that another keeps too', async () => {
    const store = storeOf('b');
    const person = samples.aPerson({ id: 'p-of-b' });
    expect(await store.saveAndRequest([person], [])).not.toBe('conflict');
    expect(await store.findRecord('person', person.key)).toEqual(person);
    const redirect = { domain: 'a.example', target: 'c.example', checkedAt: minute(2) };
    await store.saveRedirects([redirect]);
    expect(await store.getRedirects(['a.example'])).toEqual([redirect]);
    expect(await storeOf('a').getRedirects(['a.example'])).toMatchObject([{ target: 'b.example' }]);
    expect((await storeOf('a').findRecord('person', person.key))?.id).toBe(samples.aPerson().id);
  });

  it('cannot connect an account that another has connected', async () => {
    const again = samples.aConnection({ id: 'c2', accountId: samples.aConnection().accountId });
    await expect(storeOf('b').createConnection(again)).rejects.toThrow('is connected');
  });

  it('leaves nothing of itself on a connection, done or broken', async () => {
    const broken = sql`select 1 / 0 from concord.run`.execute(dbOf('a'));
    await expect(broken).rejects.toThrow('division by zero');
    const inside = dbOf('a')
      .transaction()
      .execute(async (trx) => {
        await sql`select from concord.run`.execute(trx);
        throw new Error('stopped half-way');
      });
    await expect(inside).rejects.toThrow('stopped half-way');
    // More than the pool holds, so that every connection is looked at.
    const looks = Array.from({ length: 12 }, () =>
      sql<{ workspace: string | null; role: string }>`
        select nullif(current_setting('app.workspace', true), '') as workspace,
          current_user::text as role`.execute(database.db),
    );
    for (const { rows } of await Promise.all(looks)) {
      expect(rows[0]?.workspace).toBeNull();
      expect(rows[0]?.role).not.toBe('concord_app');
    }
    expect(await countOf(dbOf('b'), 'plan')).toBe(0);
  });

  it('sees nothing and stores nothing without a name', async () => {
    const nobody = database.db.transaction().execute(async (trx) => {
      if (role !== null) await sql`select set_config('role', ${role}, true)`.execute(trx);
      for (const table of await tablesOf(trx))
        expect([table, await countOf(trx, table)]).toEqual([table, 0]);
      await sql`
        insert into concord.redirect (domain, target, checked_at)
        values ('x', 'y', 'z')`.execute(trx);
    });
    await expect(nobody).rejects.toThrow(/null value in column|row-level security/);
  });
};

describe('a workspace of an embedded database', () => {
  suite(openMemory);
});

describe.skipIf(serverUrl === null)("a workspace of a server's database", () => {
  suite(async () => {
    const { url, drop } = await createDatabase(serverUrl ?? '');
    const database = openServer(url);
    return { ...database, close: () => database.close().then(drop) };
  });
});

/** As on a server whose operator gives Concord a user of its own, as it should be. */
describe.skipIf(serverUrl === null)('a workspace under a user that owns the tables', () => {
  suite(async () => {
    const { url, drop } = await createOwnedDatabase(serverUrl ?? '');
    const database = openServer(url);
    return { ...database, close: () => database.close().then(drop) };
  });
});

describe('the name of a workspace', () => {
  it.each(['default', 'a', 'acme-eu', `a${'b'.repeat(39)}`])('may be %s', (name) => {
    expect(isWorkspace(name)).toBe(true);
  });

  it.each(['', 'A', '1a', "a'", 'a b', 'a;', '-a', `a${'b'.repeat(40)}`, 'a\n'])(
    'may not be %j',
    (name) => {
      expect(isWorkspace(name)).toBe(false);
      const confine = () => toStatement({ workspace: name, role: null }, 'session');
      expect(confine).toThrow('workspace');
    },
  );
});
