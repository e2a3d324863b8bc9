import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createThrowawayServer } from '@concord/testkit';
import { benchCost } from './bench-cost.ts';
import { benchGateway } from './bench-gateway.ts';
import { benchHubSpot } from './bench-hubspot.ts';
import { benchSalesforce } from './bench-salesforce.ts';
import { showResults } from './show-results.ts';
import type { Result } from './result.ts';
import { createDatabase, createStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    crm: { type: 'string', default: 'both' },
    alone: { type: 'string', default: '500' },
    contacts: { type: 'string', default: '100000,500000' },
    paced: { type: 'string', default: '50000' },
    updates: { type: 'string', default: '10000' },
    creates: { type: 'string', default: '2000' },
    changes: { type: 'string', default: '50000' },
    gateway: { type: 'boolean', default: false },
    mirrored: { type: 'string', default: '1000000' },
    outcomes: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '60' },
    subscriptions: { type: 'string', default: '2000' },
    recorded: { type: 'string', default: '50000' },
  },
});

const benches = { salesforce: benchSalesforce, hubspot: benchHubSpot };

const chosen = Object.entries(benches).filter(([crm]) => [crm, 'both'].includes(values.crm));
if (chosen.length === 0 && values.crm !== 'none') {
  throw new Error('--crm is salesforce, hubspot, both or none');
}

const sizes = {
  contacts: values.contacts.split(',').map(Number),
  paced: Number(values.paced),
  updates: Number(values.updates),
  creates: Number(values.creates),
  changes: Number(values.changes),
};

/** The account that is read beside the questions. */
const contactsBeside = 100_000;

const gatewaySizes = {
  mirrored: Number(values.mirrored),
  outcomes: Number(values.outcomes),
  contacts: contactsBeside,
  seconds: Number(values.seconds),
  subscriptions: Number(values.subscriptions),
  recorded: Number(values.recorded),
};

const finish = async (name: string, results: readonly Result[]): Promise<void> => {
  const kept = new URL(`results-${name}.json`, import.meta.url);
  await writeFile(kept, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${name}\n${showResults(results)}\n`);
  if (results.some(({ reached }) => !reached)) process.exitCode = 1;
};

const dataDirectory = await mkdtemp(join(tmpdir(), 'concord-bench-'));
const server = await createThrowawayServer({ fsync: true });
if (server === null) throw new Error('no PostgreSQL binaries were found: run npm run setup');
const at = { databaseUrl: server.url, dataDirectory };

const benchEngine = async (): Promise<void> => {
  const databaseUrl = await createDatabase(server.url, 'bench_cost');
  await finish('engine', await benchCost({ databaseUrl, writes: Number(values.alone) }));
  for (const [crm, bench] of chosen) await finish(crm, await bench(createStage(crm, at), sizes));
};

try {
  if (values.gateway) {
    await finish('gateway', await benchGateway(createStage('salesforce', at), gatewaySizes));
  } else await benchEngine();
} finally {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}
