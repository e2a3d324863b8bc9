import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createThrowawayServer } from '@concord/testkit';
import { Client } from 'pg';
import { benchCycles } from './bench-cycles.ts';
import { benchReading } from './bench-reading.ts';
import { benchWriting } from './bench-writing.ts';
import type { Result } from './result.ts';
import { showResults } from './show-results.ts';
import { startSimulator } from './start-simulator.ts';

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100000,500000' },
    updates: { type: 'string', default: '10000' },
    creates: { type: 'string', default: '2000' },
    changes: { type: 'string', default: '50000' },
  },
});

const sizes = values.contacts.split(',').map(Number);
const accounts = 2_000;

/** An empty database of its own on the server. */
async function createDatabase(url: string, name: string): Promise<string> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

const dataDirectory = await mkdtemp(join(tmpdir(), 'concord-bench-'));
const server = await createThrowawayServer({ fsync: true });
if (server === null) throw new Error('no PostgreSQL binaries were found: run npm run setup');
const results: Result[] = [];
try {
  for (const contacts of sizes) {
    const simulator = await startSimulator(contacts, accounts);
    try {
      const settings = {
        SIMULATOR_URL: simulator.url,
        DATABASE_URL: await createDatabase(server.url, `bench_${contacts}`),
        DATA_DIRECTORY: dataDirectory,
      };
      results.push(...(await benchReading({ simulator, settings, contacts })));
      if (contacts !== sizes.at(-1)) continue;
      const counts = { updates: Number(values.updates), creates: Number(values.creates) };
      results.push(...(await benchWriting({ simulator, settings, counts })));
      const changes = Number(values.changes);
      results.push(...(await benchCycles({ simulator, settings, changes })));
    } finally {
      await simulator.stop();
    }
  }
} finally {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(`${showResults(results)}\n`);
if (results.some(({ reached }) => !reached)) process.exitCode = 1;
