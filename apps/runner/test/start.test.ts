import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeAnswer } from '../src/commands/take-answer.ts';
import { parseConfiguration, type Configuration } from '../src/configuration/configuration.ts';
import { openRunner } from '../src/open-runner.ts';
import { connectSimulator } from './connect-simulator.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let directory = '';
let simulator: SalesforceSimulator;
let child: ChildProcessByStdio<null, Readable, Readable> | null = null;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'concord-'));
  simulator = await createSalesforceSimulator({ seed: 8, accounts: 3, contacts: 9 });
});

// The database has one process at a time.
afterEach(async () => {
  if (child === null || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
});

afterAll(async () => {
  await simulator.close();
  await rm(directory, { recursive: true, force: true });
});

const environment = (): Record<string, string> => ({
  CONCORD_DATA_DIR: directory,
  CONCORD_PORT: '0',
  CONCORD_FOLLOW_REDIRECTS: 'off',
});

const configuration = (): Configuration => {
  const parsed = parseConfiguration(environment());
  if (!parsed.ok) throw new Error('configuration');
  return parsed.value;
};

interface Output {
  log: string;
  errors: string;
}

const start = (): Output => {
  const output = { log: '', errors: '' };
  const env = { PATH: process.env['PATH'], ...environment() };
  child = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.log += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.errors += text));
  return output;
};

const patience = { timeout: 60_000, interval: 10 };

describe('concord start', { timeout: 120_000 }, () => {
  it('answers the API with the key it shows once, and nobody without', async () => {
    const output = start();
    const read = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
    await vi.waitFor(() => expect(output.errors).toMatch(/API key.*\n/u), patience);
    await vi.waitFor(() => expect(output.log).toContain('"url"'), patience);
    const url = read(output.log, /"url":"([^"]+)"/u);
    const key = read(output.errors, /: (\S+)\n/u);
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ crmConnections { id } }' }),
      });
    expect((await ask({})).status).toBe(401);
    const answered = await ask({ authorization: `Bearer ${key}` });
    expect(await answered.json()).toEqual({ data: { crmConnections: [] } });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(output.log).not.toContain(key);
  });

  it('ends the batch at hand and gives its leases back on SIGTERM', async () => {
    const before = await openRunner(configuration(), () => undefined);
    await connectSimulator(before, 'one', simulator.url);
    const person = { email: 'canary@fresh.example', fields: { lastName: 'Canary' } };
    takeAnswer(await before.engine.syncPerson(person, { play: 'Play' }));
    await before.close();

    simulator.faults.add({
      kind: 'slow',
      match: { method: 'POST', path: '/composite/sobjects' },
      delayMs: 700,
      times: 1,
    });
    const output = start();
    await vi.waitFor(() => expect(simulator.faults.list()[0]?.struck).toBe(1), patience);
    const ended = once(child ?? process, 'exit');
    child?.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(output.log).not.toContain('canary');

    const after = await openRunner(configuration(), () => undefined);
    try {
      expect(await after.store.openPlans('one')).toEqual([]);
      expect(await after.store.getLease('connection:one')).toBeNull();
      const { items } = await after.store.listOutcomes({
        filter: { connectionId: 'one', statuses: ['created'] },
        first: 10,
        after: null,
      });
      expect(items).toHaveLength(1);
    } finally {
      await after.close();
    }
  });

  it('does background work that was asked for, unattended (R-TIME-3)', async () => {
    const before = await openRunner(configuration(), () => undefined);
    await connectSimulator(before, 'one', simulator.url);
    takeAnswer(await before.engine.reprocess('one', 'company'));
    await before.close();
    const output = start();
    await vi.waitFor(() => expect(output.log).toContain('"event":"background-end"'), patience);
  });
});
