import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAccount, openRunner, parseConfiguration, type Runner } from '@concord/runner';
import { createThrowawayServer } from '@concord/testkit';
import { createRandom, type SeededRandom } from '@concord/testkit/simulator';
import { accountsOf, type Account, type SoakedCrm } from './account.ts';
import { bundleRunner } from './bundle-runner.ts';
import { startCrmProxy, type CrmProxy } from './crm-proxy.ts';
import { openDatabase, type Database } from './database.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { createDisturbances, type Disturbances } from './disturbances.ts';
import { createFastClock, type SharedTime } from './fast-clock.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { createWorkload, type Workload } from './workload.ts';

/** What a soak runs with. */
export interface FieldParts {
  readonly seed: number;
  readonly pace: number;
  /** The CRM of each account. */
  readonly crms: readonly SoakedCrm[];
}

/** An account, the connection to it, and the way that the runners take. */
export interface Place {
  readonly connectionId: string;
  readonly account: Account;
  readonly proxy: CrmProxy;
}

/** What happened besides what was meant to. */
export interface Tally {
  kills: number;
  pauses: number;
  terminations: number;
  restarts: number;
  lostAnswers: number;
  lostCommits: number;
  /** Processes that lost the database before they came to listen. */
  failedStarts: number;
}

/** Everything that a soak consists of. */
export interface Field {
  readonly time: SharedTime;
  readonly random: SeededRandom;
  readonly places: readonly Place[];
  readonly fleet: Fleet;
  readonly database: Database;
  /** A process of our own that asks and looks, and never runs anything. */
  readonly runner: Runner;
  readonly workload: Workload;
  readonly tally: Tally;
  /** Whether answers are lost and processes killed. */
  readonly faults: { areOn: boolean };
  /** When the database was away, or connections to it were ended. */
  readonly disturbances: Disturbances;
  /** What went wrong that must not. */
  readonly violations: string[];
  /** Where the processes log. */
  readonly directory: string;
  /** Ends all; the logs stay where something went wrong. */
  readonly close: () => Promise<void>;
}

const fleetSize = 6;

const openRunnerAt = (url: string, directory: string, time: SharedTime): Promise<Runner> => {
  const parsed = parseConfiguration({
    DATABASE_URL: url,
    CONCORD_DATA_DIR: directory,
    CONCORD_FOLLOW_REDIRECTS: 'off',
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return openRunner(parsed.value, () => {}, createFastClock(time));
};

const connect = async (runner: Runner, { connectionId: id, account, proxy }: Place) => {
  const crm = account.connector.id;
  const settings = { followRedirects: false, readEveryMinutes: 1 };
  const input = { id, crm, name: 'Simulated', settings };
  const token = { value: 'sim-integration', instanceUrl: proxy.url };
  const answer = await connectAccount(runner, input, { grant: null, token });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  await runner.engine.setSwitches(id, { reading: true, writing: true });
  await runner.engine.startRead(id);
};

/** Starts the server, the accounts, the ways to them and the processes. */
export const openField = async ({ seed, pace, crms }: FieldParts): Promise<Field> => {
  const random = createRandom(seed);
  const time = { originMs: Date.now(), pace };
  const directory = await mkdtemp(join(tmpdir(), 'concord-soak-'));
  // Commits that were answered must outlive the server.
  const server = await createThrowawayServer({ fsync: true });
  if (server === null) throw new Error('no PostgreSQL binaries were found: run npm run setup');
  const faults = { areOn: false };
  const areOn = (): boolean => faults.areOn;
  const violations: string[] = [];
  const disturbances = createDisturbances();
  const tally = {
    kills: 0,
    pauses: 0,
    terminations: 0,
    restarts: 0,
    lostAnswers: 0,
    lostCommits: 0,
    failedStarts: 0,
  };
  const database = openDatabase(server.url);
  const databaseProxy = await startDatabaseProxy(server.url, directory, {
    random: random.fork('commits'),
    areOn,
    onLost: () => {
      tally.lostCommits += 1;
      void disturbances.during(async () => {});
    },
  });
  const runner = await openRunnerAt(server.url, directory, time);
  let workload: Workload | null = null;
  const places: Place[] = [];
  for (const [number, crm] of crms.entries()) {
    const account = await accountsOf[crm](seed + number, time);
    const proxy = await startCrmProxy(account.url, {
      random: random.fork(`requests ${number}`),
      areOn,
      onArrival: account.tellTime,
      onChange: (asked) => workload?.typeInto(account, asked),
      onLost: () => (tally.lostAnswers += 1),
    });
    const place = { connectionId: `${crm}-${number}`, account, proxy };
    await connect(runner, place);
    places.push(place);
  }
  const accounts = places.map(({ account }) => account);
  workload = createWorkload(runner.engine, accounts, random.fork('workload'));
  const fleet = startFleet({
    databaseUrl: databaseProxy.url,
    directory,
    time,
    size: fleetSize,
    random: random.fork('fleet'),
    file: await bundleRunner(directory),
    onEnd: ({ how, beganAt, listened }) => {
      const isExcused = !listened && beganAt !== null && disturbances.haveMet(beganAt);
      if (isExcused) tally.failedStarts += 1;
      else violations.push(`a process ended by itself: ${how}`);
    },
  });
  return {
    time,
    random,
    places,
    fleet,
    database,
    runner,
    workload,
    tally,
    faults,
    disturbances,
    violations,
    directory,
    close: async () => {
      await fleet.close();
      await runner.close().catch(() => undefined);
      await database.close();
      await databaseProxy.close();
      for (const { account, proxy } of places) {
        await proxy.close();
        await account.close();
      }
      await server.stop();
      if (violations.length === 0) await rm(directory, { recursive: true, force: true });
    },
  };
};
