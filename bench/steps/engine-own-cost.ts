import { createEngine, type Engine } from '@concord/core/engine';
import { noRedirects, type Queue, type Store } from '@concord/core/ports';
import { openPostgresStore } from '@concord/store-postgres';
import { createSeededRandom } from '@concord/testkit';
import { createMemoryCrm, type MemoryCrm } from '@concord/testkit/memory-crm';
import { measure, median, report, setting } from './measure.ts';
import { steadyClock } from './steady-clock.ts';

const connectionId = 'bench';
const alone = Number(setting('ALONE'));

/** Few enough that the CRM, which is in this process, costs nothing to speak of. */
const crowdSize = 20;

const { signal } = new AbortController();

/** Bells are answered by nobody: the step itself runs what is due. */
const silent: Queue = { ring: async () => {}, listen: async () => {}, stop: async () => {} };

const emailOf = (number: number): string => `person.${number}@bench.example`;

/** How long each write took, from the look for what is due until its outcome was stored. */
interface Watch {
  readonly store: Store;
  readonly took: number[];
}

const watchWrites = (store: Store): Watch => {
  const took: number[] = [];
  let began = 0;
  return {
    took,
    store: {
      ...store,
      dueRequests: async (wish) => {
        const asked = performance.now();
        const due = await store.dueRequests(wish);
        if (due.length > 0) began = asked;
        return due;
      },
      conclude: async (...given) => {
        await store.conclude(...given);
        if (given[1].length > 0) took.push(performance.now() - began);
      },
    },
  };
};

/** A CRM that answers at once, without a network, and knows everybody. */
const crowd = (): MemoryCrm => {
  const crm = createMemoryCrm(['Company', 'Person']);
  for (let number = 0; number < crowdSize; number += 1) {
    crm.state.insert('somebody', 'Person', { Email: emailOf(number), LastName: 'Bench' });
  }
  return crm;
};

const openEngine = (store: Store, crm: MemoryCrm): Engine =>
  createEngine({
    store,
    clock: steadyClock,
    random: createSeededRandom(1),
    queue: silent,
    access: crm.access,
    resolver: noRedirects,
    connectors: [crm.connector],
    holder: 'bench',
    report: () => {},
  });

const connect = async (engine: Engine): Promise<void> => {
  const answer = await engine.connect({ id: connectionId, crm: 'memory', name: 'Bench' });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  await engine.setSwitches(connectionId, { reading: true, writing: true });
  await engine.runRead(connectionId, signal);
};

const ask = async (engine: Engine, number: number): Promise<void> => {
  const email = emailOf(number % crowdSize);
  const answer = await engine.syncPerson({ email, fields: {} }, { play: `Play ${number}` });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
};

const write = async (engine: Engine): Promise<number> => {
  const run = await engine.runWrite(connectionId, signal);
  if (run === null || run.failure !== null) throw new Error(JSON.stringify(run));
  return Object.values(run.counts).reduce((sum, { updated }) => sum + updated, 0);
};

const { store, close } = await openPostgresStore({ url: setting('DATABASE_URL') });
const watch = watchWrites(store);
const engine = openEngine(watch.store, crowd());
await connect(engine);
const writeAlone = async (): Promise<number> => {
  for (let number = 0; number < alone; number += 1) {
    await ask(engine, number);
    const written = await write(engine);
    if (written !== 1) throw new Error(`one write was asked for, and ${written} were made`);
  }
  return alone;
};
const own = await measure(writeAlone);
report({ own: { ...own, ms: median(watch.took) } });
await close();
process.exit(0);
