import type { Connection, PlatformObject, PlatformRecord } from '@concord/core/platform';
import type { Run, Store } from '@concord/core/ports';
import { takeAnswer } from '../commands/take-answer.ts';
import { connectAccount } from '../connect-account.ts';
import { connectors, type Runner } from '../open-runner.ts';
import { systemRandom } from '../system/system-random.ts';
import { askForSyncs, type Asked } from './ask-for-syncs.ts';
import { checkPromises, type PromiseCheck } from './check-promises.ts';
import { reportCycle, type CycleReport } from './cycle-report.ts';
import { editAsPerson } from './edit-as-person.ts';
import { findDuplicates } from './find-duplicates.ts';
import { planEdits } from './plan-edits.ts';
import { createKnowledge } from './platform-knowledge.ts';
import type { Progress } from './progress.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { SimulatorClient } from './simulator-client.ts';

export interface StoryParts {
  readonly runner: Runner;
  readonly client: SimulatorClient;
  readonly simulatorUrl: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Records read and written so far, counted from the engine's events. */
  readonly counters: { readonly applied: number; readonly called: number };
  /** When it began, by `performance.now()`. */
  readonly began: number;
}

/** How the demo went. */
export interface Story {
  readonly report: CycleReport;
  readonly promises: PromiseCheck;
  /** Whether a further cycle changed nothing in the CRM. */
  readonly isQuiet: boolean;
  readonly ms: number;
}

const seed = 7;

const many = (count: number): string => count.toLocaleString('en');

const connect = async ({ runner, simulatorUrl }: StoryParts): Promise<Connection> => {
  const id = systemRandom.id();
  const input = { id, crm: 'salesforce', name: 'Acme', settings: { followRedirects: false } };
  const token = { value: 'sim-integration', instanceUrl: simulatorUrl };
  takeAnswer(await connectAccount(runner, input, { grant: null, token }));
  return takeAnswer(await runner.engine.setSwitches(id, { reading: true, writing: true }));
};

/** Shows how a counter grows while `work` runs. */
const watch = async <T>(
  read: () => number,
  counted: (count: number) => void,
  work: Promise<T>,
): Promise<T> => {
  const first = read();
  const timer = setInterval(() => counted(read() - first), 100);
  return work.finally(() => clearInterval(timer));
};

const allRecords = async (store: Store, object: PlatformObject): Promise<PlatformRecord[]> => {
  const records: PlatformRecord[] = [];
  for (let after: string | null = null; ;) {
    const page = await store.listRecords({ object, first: 1_000, after });
    records.push(...page.items.map(({ item }) => item));
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext) return records;
  }
};

const managedFields = (connection: Connection): ReadonlySet<string> => {
  const objects = connectors.find(({ id }) => id === connection.crm)?.objects ?? {};
  const named = Object.values(objects).flatMap(({ defaultMapping }) =>
    Object.values(defaultMapping),
  );
  return new Set(named.filter((field) => field.startsWith(connection.settings.brandPrefix)));
};

const readOf = (run: Run, object: string): string => many(run.counts[object]?.read ?? 0);

const writtenBy = (runs: readonly Run[], what: 'created' | 'updated'): string =>
  many(
    runs.flatMap(({ counts }) => Object.values(counts)).reduce((sum, one) => sum + one[what], 0),
  );

const refusedIn = ({ refused }: Asked): number =>
  [...refused.values()].reduce((sum, count) => sum + count, 0);

/** A whole cycle both ways, told step by step. */
export const tellStory = async (parts: StoryParts): Promise<Story> => {
  const { runner, client, progress, signal, counters } = parts;
  const { engine, store } = runner;
  const runs: Run[] = [];
  let connection = null as unknown as Connection;
  let asked = null as unknown as Asked;

  await progress.step('connecting', async () => {
    connection = await connect(parts);
    const mappings = await store.getMappings(connection.id);
    const { update, create } = engine.guaranteeOf(connection, 'Contact');
    return `Connected to Salesforce: ${mappings.length} field mappings prepared; updates guarded (${update}), creates guarded (${create})`;
  });

  await progress.step(
    'reading',
    async (counted) => {
      const reading = readOnce(runner, connection.id, signal);
      const run = await watch(() => counters.applied, counted, reading);
      runs.push(run);
      return `Read ${readOf(run, 'Account')} accounts and ${readOf(run, 'Contact')} contacts, duplicates and gaps and all`;
    },
    12_000,
  );

  await progress.step('asking', async () => {
    const companies = await allRecords(store, 'company');
    const people = await allRecords(store, 'person');
    const knowledge = createKnowledge({ companies, people }, seed);
    asked = await askForSyncs(engine, knowledge, { play: 'New funding, new tools' });
    return `A Play on the platform asks to write ${many(asked.records.length)} companies and people; ${refusedIn(asked)} had no usable domain or address and were refused by name`;
  });

  const duplicates = await findDuplicates(client);
  const edits = await planEdits(store, asked.records, duplicates);
  await progress.step(
    'writing',
    async (counted) => {
      const typing = new AbortController();
      const typed = editAsPerson(client, edits, AbortSignal.any([typing.signal, signal]));
      const writing = writeAll(runner, connection.id, signal);
      const written = await watch(() => counters.called, counted, writing).finally(() =>
        typing.abort(),
      );
      runs.push(...written);
      return `Wrote: ${writtenBy(written, 'created')} records created, ${writtenBy(written, 'updated')} updated, while a person made ${await typed} edits in Salesforce`;
    },
    asked.records.length,
  );

  await progress.step('reading again', async () => {
    const run = await readOnce(runner, connection.id, signal);
    runs.push(run);
    return 'Read again: what people typed is on the platform, our own writes are recognised';
  });

  const before = (await client.history()).length;
  await progress.step('a further cycle', async () => {
    for (const { id } of asked.records.slice(0, 0)) void id;
    runs.push(await readOnce(runner, connection.id, signal));
    runs.push(...(await writeAll(runner, connection.id, signal)));
    return 'A further cycle: nothing left to write';
  });

  const history = await client.history();
  return {
    report: await reportCycle(store, connection, runs),
    promises: checkPromises({
      history,
      ourUser: connection.userId,
      managedFields: managedFields(connection),
      uniqueKeyField: 'Unify_Metadata__c',
      duplicates: await findDuplicates(client),
    }),
    isQuiet: history.length === before,
    ms: Math.round(performance.now() - parts.began),
  };
};
