import { afterAll, describe, expect, inject, it } from 'vitest';
import { createPreparingClient } from '../src/connect/preparing-client.ts';
import { createDatabase } from './test-database.ts';

const serverUrl = inject('serverUrl');
const PreparingClient = createPreparingClient();

describe.skipIf(serverUrl === null)('a connection that prepares', async () => {
  if (serverUrl === null) return;
  const { url, drop } = await createDatabase(serverUrl);
  const client = new PreparingClient({ connectionString: url });
  await client.connect();
  afterAll(async () => {
    await client.end();
    await drop();
  });
  type Rows = { readonly rows: readonly Record<string, unknown>[] };
  const askOn = (
    of: InstanceType<typeof PreparingClient>,
    text: string,
    values?: unknown[],
  ): Promise<Rows> => of.query(text, values);
  const ask = (text: string, values?: unknown[]) => askOn(client, text, values);
  const prepared = async (of = client): Promise<string[]> =>
    (await askOn(of, 'select statement from pg_prepared_statements')).rows.map(({ statement }) =>
      String(statement),
    );

  it('has the server keep a text from its second use on', async () => {
    const text = 'select $1::int as one';
    expect((await ask(text, [1])).rows).toEqual([{ one: 1 }]);
    expect(await prepared()).toEqual([]);
    expect((await ask(text, [2])).rows).toEqual([{ one: 2 }]);
    expect((await ask(text, [3])).rows).toEqual([{ one: 3 }]);
    expect(await prepared()).toEqual([text]);
  });

  it('goes on without once the columns of a table have changed', async () => {
    await ask('create table grown (id int)');
    const text = 'select * from grown where id = $1';
    for (let use = 0; use < 3; use += 1) await ask(text, [1]);
    await ask('alter table grown add column name text');
    await expect(ask(text, [1])).rejects.toThrow('cached plan must not change result type');
    expect((await ask(text, [1])).rows).toEqual([]);
  });

  it('keeps two hundred texts and no more', async () => {
    const other = new PreparingClient({ connectionString: url });
    await other.connect();
    for (let turn = 0; turn < 3; turn += 1) {
      for (let number = 0; number < 250; number += 1) {
        await askOn(other, `select $1::int + ${number}`, [1]);
      }
    }
    const kept = await prepared(other);
    await other.end();
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.length).toBeLessThanOrEqual(200);
  });
});
