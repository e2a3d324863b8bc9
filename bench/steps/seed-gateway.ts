import { Client } from 'pg';
import { benchCrm } from './bench-crm.ts';
import { measure, report, setting } from './measure.ts';
import { connectBench, connectionId, openBenchRunner, seededId } from './open-bench-runner.ts';
import { seedOutcomes } from './seed-outcomes.ts';
import { seedRows, sharesOf } from './seed-rows.ts';

const mirrored = Number(setting('MIRRORED'));
const outcomes = Number(setting('OUTCOMES'));

/** A second connection like the first, read a moment ago and not to be read again soon. */
const copyConnection = `
  insert into concord.connection (id, crm, account_id, created_at, body, schema)
  select '${seededId}', crm, 'seeded', created_at, (body::jsonb || jsonb_build_object(
    'id', '${seededId}', 'name', 'Seeded', 'accountId', 'seeded', 'writing', false,
    'lastReadAt', '2099-01-01T00:00:00.000Z',
    'settings', body::jsonb -> 'settings' || '{"readEveryMinutes":1440}'))::json, schema
  from concord.connection where id = 'bench';
  insert into concord.field_mapping (connection_id, object, crm_object, body)
  select '${seededId}', object, crm_object, body from concord.field_mapping
  where connection_id = 'bench' order by position;
  insert into concord.checkpoint (connection_id, crm_object, cursor, saved_at, caught_up_at)
  select '${seededId}', object, '{}', now_text, now_text
  from (select json_object_keys(schema) as object,
    to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now_text
    from concord.connection where id = '${seededId}') known;`;

async function seed(client: Client): Promise<number> {
  await client.query("set app.workspace = 'default'; set synchronous_commit = off");
  await client.query(copyConnection);
  const seeding = { client, connectionId: seededId, mirrored, outcomes };
  await seedRows(seeding);
  await seedOutcomes(seeding);
  await client.query('vacuum analyze');
  return Object.values(sharesOf(mirrored)).reduce((sum, count) => sum + count, 0);
}

const runner = await openBenchRunner();
await connectBench(runner);
// The rows of an account that was read say which fields a mirrored row has.
await runner.engine.runRead(connectionId, new AbortController().signal);
const client = new Client({ connectionString: setting('DATABASE_URL') });
await client.connect();
const seeded = await measure(() => seed(client));
await client.end();
await runner.vault.save(seededId, benchCrm().credentialsAt(setting('SIMULATOR_URL')));
report({ seeded });
await runner.close();
process.exit(0);
