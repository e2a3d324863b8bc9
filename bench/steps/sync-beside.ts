import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '@concord/core/ports';
import { changeAsPerson, idsOf } from './change-as-person.ts';
import { connectPlainly } from './plain-salesforce.ts';
import { connectionId, openBenchRunner } from './open-bench-runner.ts';

/**
 * Salesforce: 100,000 requests in 24 hours for an Enterprise Edition, before those that its licences
 * add. "API Request Limits and Allocations", developer.salesforce.com, read 2026-11-21
 */
const callsPerDay = 100_000;
const msPerCall = 86_400_000 / callsPerDay;

/** Contacts that people change in the CRM between two reads. */
const changes = 1_000;
/** People who are asked to be written after each read. */
const writes = 100;

const signal = new AbortController().signal;
const runner = await openBenchRunner();
const { engine } = runner;

const finished = (run: Run | null): number => {
  if (run === null || run.failure !== null) throw new Error(JSON.stringify(run?.failure));
  return run.apiCalls;
};

/** Addresses of the account's first contacts. */
async function emailsOf(max: number): Promise<string[]> {
  const soql = `SELECT Email FROM Contact WHERE Email != null ORDER BY Id LIMIT ${max}`;
  const { records } = await connectPlainly().query<{ Email: string }>(soql);
  return records.map(({ Email }) => Email);
}

/** Reads what people have changed, and writes what was asked for; answers the calls that it took. */
async function cycle(turn: number): Promise<number> {
  await changeAsPerson('Contact', contacts);
  const read = finished(await engine.runRead(connectionId, signal));
  const start = (turn * writes) % emails.length;
  for (const email of emails.slice(start, start + writes)) {
    await engine.syncPerson({ email, fields: {} }, { play: `Play ${turn}` });
  }
  return read + finished(await engine.runWrite(connectionId, signal));
}

// The first read takes in the account whole, which a sync that goes on has behind it.
await engine.runRead(connectionId, signal);
const contacts = await idsOf('Contact', changes);
const emails = await emailsOf(changes);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
process.stdout.write('{}\n');

// As fast as the CRM's allocation of a day lets it, until told to end: then without a lease.
for (let turn = 0; !stop.signal.aborted; turn += 1) {
  const began = performance.now();
  const calls = await cycle(turn);
  const pauseMs = Math.max(0, calls * msPerCall - (performance.now() - began));
  await wait(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
}
process.exit(0);
