import type { PlatformRecord } from '@concord/core/platform';
import type { Runner } from '@concord/runner';
import { benchCrm } from './bench-crm.ts';
import { measure, report, setting } from './measure.ts';
import { connectionId, openBenchRunner } from './open-bench-runner.ts';

const kind = setting('KIND') as 'managed' | 'guarded' | 'created';
const count = Number(setting('COUNT'));

/**
 * Those whom the CRM knows as contacts and nothing else: a lead would be created as one, and what
 * a lead says of a contact fills its empty fields, each under its guard.
 */
async function contactsAmong(
  store: Runner['store'],
  people: readonly PlatformRecord[],
): Promise<PlatformRecord[]> {
  const links = await store.linksOf(people.map(({ id }) => id));
  const idsOf = (name: string) =>
    new Set(links.filter(({ crmObject }) => crmObject === name).map(({ recordId }) => recordId));
  const { object, before } = benchCrm().people;
  const contacts = idsOf(object);
  const leads = before === null ? new Set() : idsOf(before);
  return people.filter(({ id }) => contacts.has(id) && !leads.has(id));
}

/** People read from the CRM; for guarded writes those with an empty title there. */
async function pickPeople({ store }: Runner): Promise<PlatformRecord[]> {
  const people: PlatformRecord[] = [];
  let after: string | null = null;
  while (people.length < count) {
    const page = await store.listRecords({ object: 'person', first: 1_000, after });
    const wanted = page.items
      .map(({ item }) => item)
      .filter(({ fields }) => kind !== 'guarded' || (fields['title'] ?? null) === null);
    people.push(...(await contactsAmong(store, wanted)));
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext) break;
  }
  return people.slice(0, count);
}

async function ask({ engine }: Runner, email: string): Promise<void> {
  const fields = { managed: {}, guarded: { title: 'Bench' }, created: { lastName: 'Bench' } }[kind];
  const play = kind === 'managed' ? 'Bench' : null;
  const answer = await engine.syncPerson({ email, fields }, { play });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
}

async function emailsFor(runner: Runner): Promise<string[]> {
  if (kind !== 'created') return (await pickPeople(runner)).map(({ key }) => key);
  return Array.from({ length: count }, (_, n) => `bench.${n}@bench.example`);
}

async function write({ engine, store, clock }: Runner): Promise<number> {
  const signal = new AbortController().signal;
  let written = 0;
  for (let due = await store.nextDueAt(connectionId); due !== null;) {
    const run = await engine.runWrite(connectionId, signal);
    if (run === null) await clock.sleep(100);
    else if (run.failure !== null) throw new Error(JSON.stringify(run.failure));
    const counts = Object.values(run?.counts ?? {});
    written += counts.reduce((sum, one) => sum + one.created + one.updated + one.unchanged, 0);
    due = await store.nextDueAt(connectionId);
  }
  return written;
}

const runner = await openBenchRunner();
const emails = await emailsFor(runner);
const asked = await measure(async () => {
  for (const email of emails) await ask(runner, email);
  return emails.length;
});
report({ asked, written: await measure(() => write(runner)) });
await runner.close();
process.exit(0);
