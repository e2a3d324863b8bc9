import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples } from '@concord/testkit/store';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPostgresStore } from '../src/index.ts';
import { createDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');

describe('an embedded store', () => {
  it('keeps its data, and lets one process in', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'concord-store-'));
    const first = await openPostgresStore({ directory });
    await first.store.createConnection(samples.aConnection());
    await expect(openPostgresStore({ directory })).rejects.toThrow('in use');
    await first.close();
    await first.close();
    const second = await openPostgresStore({ directory });
    expect(second.kind).toBe('embedded');
    expect(await second.store.listConnections()).toEqual([samples.aConnection()]);
    await second.close();
    rmSync(directory, { recursive: true });
  }, 120_000);
});

describe.skipIf(serverUrl === null)('a store on a server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(serverUrl ?? '');
  });
  afterAll(() => database.drop());

  it('migrates once when several processes open it at once', async () => {
    const location = { url: database.url };
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(location)));
    await opened[0]?.store.createConnection(samples.aConnection());
    expect(await opened[3]?.store.getConnection('c1')).toEqual(samples.aConnection());
    await Promise.all(opened.map((one) => one.close()));
  });

  it('says so when the server cannot be reached', async () => {
    const nowhere = { url: 'postgres://nobody@127.0.0.1:1/none' };
    await expect(openPostgresStore(nowhere)).rejects.toThrow('ECONNREFUSED');
  });
});
