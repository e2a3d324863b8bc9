import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '@concord/core/ports';
import { changeAsPerson, idsOf } from './change-as-person.ts';
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
const { engine, store } = runner;

const finished = (run: Run | null): number => {
  if (run === null || run.failure !== null) throw new Error(JSON.stringify(run?.failure));
  return run.apiCalls;
};

/** A page of people, from another place each time. */
async function peopleAfter(after: string | null) {
  const page = await store.listRecords({ object: 'person', first: writes, after });
  return { people: page.items.map(({ item }) => item.key), next: page.items.at(-1)?.cursor ?? null };
}

/** Reads what people have changed, and writes what was asked for; answers the calls that it took. */
async function cycle(play: string, people: readonly string[]): Promise<number> {
  await changeAsPerson('Contact', contacts);
  const read = finished(await engine.runRead(connectionId, signal));
  for (const email of people) await engine.syncPerson({ email, fields: {} }, { play });
  return read + finished(await engine.runWrite(connectionId, signal));
}

// The first read takes in the account whole, which a sync that goes on has behind it.
await engine.runRead(connectionId, signal);
const contacts = await idsOf('Contact', changes);
process.stdout.write('{}\n');

/** A sync that goes on and on, as fast as the CRM's allocation of a day lets it. */
for (let turn = 0, place: string | null = null; ; turn += 1) {
  const { people, next }: Awaited<ReturnType<typeof peopleAfter>> = await peopleAfter(place);
  place = next;
  const began = performance.now();
  const calls = await cycle(`Play ${turn}`, people);
  await wait(Math.max(0, calls * msPerCall - (performance.now() - began)));
}
