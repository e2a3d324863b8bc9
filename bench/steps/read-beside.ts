import { Client } from 'pg';
import { setting } from './measure.ts';
import { connectionId, openBenchRunner } from './open-bench-runner.ts';

/**
 * Reads the whole account again and again, as fast as it goes, until the process is told to end:
 * what a gateway has beside it at worst.
 */
const runner = await openBenchRunner();
const client = new Client({ connectionString: setting('DATABASE_URL') });
await client.connect();
process.stdout.write('{}\n');
for (;;) {
  const run = await runner.engine.runRead(connectionId, new AbortController().signal);
  if (run === null || run.failure !== null) throw new Error(JSON.stringify(run?.failure));
  await client.query('delete from concord.checkpoint where connection_id = $1', [connectionId]);
}
