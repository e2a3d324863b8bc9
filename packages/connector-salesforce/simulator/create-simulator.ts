import {
  type ChangeHistory,
  createClock,
  createFaults,
  createHistory,
  createRandom,
  createWireLog,
  type FaultInjector,
  startHttpServer,
  type VirtualClock,
  type ClockStart,
  type SimulatorReply,
  type SimulatorRequest,
  type WireLog,
} from '@concord/testkit/simulator';
import { createAsyncJobs } from './async/async-jobs.ts';
import { createBulkJobs } from './bulk/bulk-jobs.ts';
import { controlApi } from './control/control-api.ts';
import { createDirectAccess, type DirectAccess } from './direct-access.ts';
import { Org } from './org/org.ts';
import { type RulesInput } from './org/rules.ts';
import type { SimulatorState } from './rest/api-types.ts';
import { answerRequest, callerOf } from './rest/answer-request.ts';
import { createInstance } from './rest/instance.ts';
import { createLocators } from './rest/locators.ts';
import { createQuota, type Quota } from './rest/quota.ts';
import { createRecordCounts } from './rest/record-counts.ts';
import { createSessions } from './rest/sessions.ts';
import { buildSchema } from './schema/build-schema.ts';
import type { SchemaFile } from './schema/schema-file.ts';
import { seedOrg, type SeedReport } from './seed/seed-org.ts';

/** How a simulated org begins. */
export interface SimulatorOptions {
  /** Decides everything that is made up; 1 unless told otherwise. */
  readonly seed?: number;
  readonly accounts?: number;
  readonly contacts?: number;
  readonly leads?: number;
  /** One for each ten accounts unless told otherwise. */
  readonly opportunities?: number;
  /** One for each ten contacts unless told otherwise. */
  readonly tasks?: number;
  /** One for each twenty contacts unless told otherwise. */
  readonly emails?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: ClockStart;
  /** Whether the customer has created the platform's fields; true unless told otherwise. */
  readonly productFields?: boolean;
  /** Whether state and country are picklists; true unless told otherwise. */
  readonly stateCountryPicklists?: boolean;
  /** Objects and fields to add. */
  readonly schema?: SchemaFile;
  /** Standard fields that the org does without, by object: it is made and described the quicker. */
  readonly leaveOut?: Readonly<Record<string, readonly string[]>>;
  readonly rules?: RulesInput;
  /** API calls a day. */
  readonly dailyCalls?: number;
  /** Which organization it is, 1 unless told otherwise: the id of each is its own. */
  readonly organization?: number;
}

/** A Salesforce without a server: requests are answered where they are made. */
export interface SimulatedOrg {
  /** Answers one request as the server would, with no fault but those of single records. */
  handle(request: SimulatorRequest): SimulatorReply;
  readonly org: DirectAccess;
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly history: ChangeHistory;
  readonly quota: Quota;
  /** What the seed planted. */
  readonly report: SeedReport;
  /** Ends every access token; refresh tokens are honoured as before. */
  endSessions(): void;
  /** Replaces the rules given. */
  setRules(rules: RulesInput): void;
}

/** A running Salesforce. */
export interface SalesforceSimulator extends Omit<SimulatedOrg, 'handle' | 'endSessions'> {
  readonly url: string;
  readonly port: number;
  readonly wire: WireLog;
  /** Puts everything back to how it began. */
  reset(): void;
  close(): Promise<void>;
}

/** The org with everything that belongs to it, as the control API sees it. */
export interface World {
  readonly state: SimulatorState;
  readonly direct: DirectAccess;
  readonly report: SeedReport;
}

interface Instruments {
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly history: ChangeHistory;
}

const createWorld = (options: SimulatorOptions, instruments: Instruments): World => {
  const random = createRandom(options.seed ?? 1);
  const { schema, rows } = buildSchema(options);
  const org = new Org({ schema, ...instruments, random: random.fork('org') });
  for (let number = options.organization ?? 1; number > 1; number -= 1) {
    org.table('Organization').allot();
  }
  const sizes = {
    accounts: options.accounts ?? 0,
    contacts: options.contacts ?? 0,
    leads: options.leads ?? 0,
    opportunities: options.opportunities ?? Math.floor((options.accounts ?? 0) / 10),
    tasks: options.tasks ?? Math.floor((options.contacts ?? 0) / 10),
    emails: options.emails ?? Math.floor((options.contacts ?? 0) / 20),
    rows,
  };
  org.setRules(options.rules ?? {});
  const report = seedOrg(org, random, sizes);
  const sessions = createSessions(org.id, instruments.clock);
  sessions.access.set('sim-integration', { userId: report.users.integration, expiresAt: null });
  sessions.access.set('sim-person', { userId: report.users.person, expiresAt: null });
  sessions.refresh.set('sim-refresh', { userId: report.users.integration });
  const state: SimulatorState = {
    org,
    sessions,
    locators: createLocators(),
    quota: createQuota(instruments.clock, options.dailyCalls),
    bulk: createBulkJobs(),
    asyncJobs: createAsyncJobs(),
    instance: createInstance(),
    recordCounts: createRecordCounts(org),
  };
  return { state, direct: createDirectAccess(org, report.users.person), report };
};

/** Makes a Salesforce within this process, with an org filled by the seed. */
export const createSimulatedOrg = (options: SimulatorOptions = {}): SimulatedOrg => {
  const clock = createClock(options.clock);
  const faults = createFaults(createRandom(options.seed ?? 1).fork('faults'));
  const history = createHistory();
  const { state, direct, report } = createWorld(options, { clock, faults, history });
  return {
    handle: (request) => answerRequest(state, request),
    org: direct,
    clock,
    faults,
    history,
    quota: state.quota,
    report,
    endSessions: () => state.sessions.access.clear(),
    setRules: (rules) => state.org.setRules(rules),
  };
};

/** Starts a Salesforce on 127.0.0.1, with an org filled by the seed. */
export const createSalesforceSimulator = async (
  options: SimulatorOptions = {},
): Promise<SalesforceSimulator> => {
  const clock = createClock(options.clock);
  const faults = createFaults(createRandom(options.seed ?? 1).fork('faults'));
  const history = createHistory();
  const wire = createWireLog();
  const instruments = { clock, faults, history };
  let world = createWorld(options, instruments);
  const reset = (): void => {
    history.clear();
    faults.clear();
    wire.clear();
    world = createWorld(options, instruments);
  };
  const control = controlApi({ world: () => world, clock, faults, history, wire, reset });
  const server = await startHttpServer(
    {
      handle: (request) => answerRequest(world.state, request),
      controlPath: '/__simulator/',
      control,
      clock,
      faults,
      wire,
      callerOf: (request) => callerOf(world.state, request),
      gzip: () => world.state.org.rules.gzip,
      bodyMaxBytes: 160_000_000,
    },
    options.port ?? 0,
  );
  return {
    url: server.url,
    port: server.port,
    get org() {
      return world.direct;
    },
    clock,
    faults,
    history,
    wire,
    get quota() {
      return world.state.quota;
    },
    get report() {
      return world.report;
    },
    setRules: (rules) => world.state.org.setRules(rules),
    reset,
    close: () => server.close(),
  };
};
