import { samples } from '@concord/testkit/store';
import { CompiledQuery, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { prepareRole } from '../src/connect/confinement.ts';
import type { Database } from '../src/connect/database.ts';
import { openMemory } from '../src/connect/open-embedded.ts';
import { openServer } from '../src/connect/open-server.ts';
import { migrate } from '../src/migrate.ts';
import * as connections from '../src/migrations/0001-connections.ts';
import * as records from '../src/migrations/0002-records.ts';
import * as writes from '../src/migrations/0003-writes.ts';
import { createPostgresStore } from '../src/postgres-store.ts';
import type { Db } from '../src/tables.ts';
import { createDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');
const { minute, crmId } = samples;

const older = {
  '0001-connections': connections,
  '0002-records': records,
  '0003-writes': writes,
};

/** The schema as it was when only companies and people were kept. */
const migrateToThree = async (db: Db): Promise<void> => {
  await sql`create schema concord`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => older },
    migrationTableSchema: 'concord',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};

const insert = (db: Db, table: string, values: Readonly<Record<string, unknown>>) => {
  const columns = Object.keys(values);
  const places = columns.map((_, at) => `$${at + 1}`).join();
  const text = `insert into concord.${table} (${columns.join()}) values (${places})`;
  return db.executeQuery(CompiledQuery.raw(text, Object.values(values)));
};

/** What JSON held before, of a value as it is held today. */
const before = (value: object, ...added: string[]): string =>
  JSON.stringify(value, (name, one: unknown) => (added.includes(name) ? undefined : one));

const nul = { 'nul \0': '{"object":"company"}' };
const connection = samples.aConnection({ name: 'nul \0 name' });
const run = samples.aRun({ counts: {} });
const plan = samples.aPlan({ fields: nul });
const skip = samples.aSkip({ written: nul, object: 'company', id: 's1' });
const failure = samples.aFailure({ before: nul });
const person = samples.aPerson({ companyId: 'o1' });

const fill = async (db: Db): Promise<void> => {
  await insert(db, 'connection', {
    id: 'c1',
    crm: connection.crm,
    account_id: connection.accountId,
    created_at: connection.createdAt,
    body: before(
      connection,
      'schema',
      'lastReconciledAt',
      'lastAssociatedAt',
      'connectedAt',
      'emailWriteback',
      'assignLeads',
      'createWithoutKey',
    ),
    schema: '{}',
  });
  const ofC1 = { connection_id: 'c1' };
  const { id, kind, state, queuedAt } = run;
  const runBody = before(run, 'counts', 'position', 'fields');
  const queued = { id, kind, state, queued_at: queuedAt, counts: '{}', body: runBody };
  await insert(db, 'run', { ...ofC1, ...queued });
  const times = { planned_at: minute(2), sent_at: null };
  const planned = { id: 'plan1', request_id: 'w1', phase: 'planned', body: before(plan, 'links') };
  await insert(db, 'plan', { ...ofC1, ...planned, ...times });
  for (const one of [skip, failure]) {
    const { direction, status, reason, at, recordId } = one;
    const written = { direction, status, reason, at, record_id: recordId, run_id: null };
    const body = JSON.stringify(one);
    await insert(db, 'outcome', { id: one.id, ...ofC1, crm_object: 'Contact', ...written, body });
  }
  const { keys, fields, updatedAt } = person;
  const body = JSON.stringify({ keys, fields, sources: [], updatedAt });
  const named = { id: 'p1', object: 'person', key: person.key, company_id: 'o1', version: 1 };
  await insert(db, 'platform_record', { ...named, body });
  await insert(db, 'platform_key', { object: 'person', key: person.key, record_id: 'p1' });
  const contact = { ...ofC1, crm_object: 'Contact', crm_id: '003A' };
  await insert(db, 'link', { ...contact, record_id: 'p1', created_by_us: false });
  const row = { modified_at: minute(1), revision: 'r1', removed: false, merged_into: null };
  const { keys: rowKeys, fields: rowFields } = samples.aRow();
  const texts = { keys: JSON.stringify(rowKeys), fields: JSON.stringify(rowFields) };
  await insert(db, 'mirror', { ...contact, ...row, ...texts });
  const waits = { state: 'waiting', waiting_for: 'company', due_at: minute(60), attempt: 0 };
  const asked = { id: 'w2', object: 'person', record_id: 'p1', seq: 1, created_at: minute(1) };
  const json = { defaults: '{}', trigger: '{"play":null,"sequence":null}' };
  await insert(db, 'write_request', { ...ofC1, ...asked, ...waits, ...json });
};

const suite = (open: () => Promise<Database>): void => {
  let database: Database;
  let role: string | null = null;
  const openDefault = () =>
    createPostgresStore(
      { ...database, db: database.confined({ workspace: 'default', role }) },
      async () => {},
    );
  beforeAll(async () => {
    database = await open();
    await migrateToThree(database.db);
    await fill(database.db);
    await migrate(database.db);
    role = await prepareRole(database.db);
  }, 120_000);
  afterAll(() => database.close());

  it('keeps what an older version stored, and asks as before', async () => {
    const store = openDefault();
    expect(await store.getConnection('c1')).toEqual(connection);
    expect(await store.getRun('run1')).toEqual(run);
    expect(await store.openPlans('c1')).toEqual([plan]);
    expect(await store.getRecords(['p1'])).toEqual([person]);
    expect(await store.findRecord('person', person.key)).toEqual(person);
    expect(await store.linksOf(['p1'])).toEqual([samples.aLink()]);
    expect((await samples.around(store, ['003A'])).known).toEqual([samples.aRow()]);
    expect(await store.countOutcomes({ object: 'company' })).toBe(1);
    expect(await store.countOutcomes({ object: 'person' })).toBe(1);
  });

  it('answers what could not be asked before', async () => {
    const store = openDefault();
    const link = samples.aLink({ recordId: 'o1', crmObject: 'Account', crmId: crmId('001A') });
    await samples.applyPage(store, { links: [link] });
    await store.releaseLinked('c1', minute(5));
    expect(await samples.dueIds(store, 5)).toEqual(['w2']);
    const query = { object: 'person', first: 9, after: null, hasOpenOpportunity: false } as const;
    expect((await store.listRecords(query)).items).toHaveLength(1);
  });

  it('loses nothing in a crash but how much callers of the API have asked for', async () => {
    const { rows } = await sql`
      select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'concord' and relkind = 'r' and relpersistence = 'u'`.execute(database.db);
    expect(rows).toEqual([{ relname: 'api_share' }]);
  });
};

describe('an embedded database of an older version', () => {
  suite(openMemory);
});

describe.skipIf(serverUrl === null)("a server's database of an older version", () => {
  suite(async () => {
    const { url, drop } = await createDatabase(serverUrl ?? '');
    const database = openServer(url);
    return { ...database, close: () => database.close().then(drop) };
  });
});
