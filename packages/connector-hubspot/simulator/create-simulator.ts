import {
  type ChangeHistory,
  type ClockStart,
  createClock,
  createFaults,
  createHistory,
  createRandom,
  createWireLog,
  type FaultInjector,
  type SimulatorReply,
  type SimulatorRequest,
  startHttpServer,
  type VirtualClock,
  type WireLog,
} from '@concord/testkit/simulator';
import { controlApi } from './control/control-api.ts';
import { createDirectAccess, type DirectAccess } from './direct-access.ts';
import { appActor, personActor } from './portal/actor.ts';
import { Portal } from './portal/portal.ts';
import type { RulesInput } from './portal/rules.ts';
import { answerRequest, callerOf } from './rest/answer-request.ts';
import type { SimulatorState } from './rest/api-types.ts';
import { createCorrelationIds } from './rest/correlation-ids.ts';
import { createQuota, type Quota, type QuotaInput } from './rest/quota.ts';
import { allScopes } from './rest/scopes.ts';
import { createSessions, type Grant } from './rest/sessions.ts';
import { buildSchema } from './schema/schema.ts';
import { seedPortal, type SeedReport } from './seed/seed-portal.ts';

/** How a simulated portal begins. */
export interface SimulatorOptions {
  /** Decides everything that is made up; 1 unless told otherwise. */
  readonly seed?: number;
  readonly companies?: number;
  readonly contacts?: number;
  /** One for each ten companies unless told otherwise. */
  readonly deals?: number;
  /** One for each ten contacts unless told otherwise. */
  readonly tasks?: number;
  /** One for each twenty contacts unless told otherwise. */
  readonly emails?: number;
  /** The account's id, 147365210 unless told otherwise. */
  readonly portalId?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: ClockStart;
  /** Whether the customer has created the platform's properties; true unless told otherwise. */
  readonly productFields?: boolean;
  readonly rules?: RulesInput;
  readonly quota?: QuotaInput;
}

/** A HubSpot without a server: requests are answered where they are made. */
export interface SimulatedPortal {
  /** Answers one request as the server would. */
  handle(request: SimulatorRequest): SimulatorReply;
  readonly portal: DirectAccess;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  /** How the history calls the integration. */
  readonly integration: string;
  /** Ends every access token; refresh tokens are honoured as before. */
  endSessions(): void;
}

/** A running HubSpot. */
export interface HubSpotSimulator {
  readonly url: string;
  readonly port: number;
  readonly portal: DirectAccess;
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly history: ChangeHistory;
  readonly wire: WireLog;
  readonly quota: Quota;
  /** What the seed planted. */
  readonly report: SeedReport;
  /** Replaces the rules given. */
  setRules(rules: RulesInput): void;
  /** Puts everything back to how it began. */
  reset(): void;
  close(): Promise<void>;
}

/** The portal with everything that belongs to it, as the control API sees it. */
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

const integrationApp = '2218844';
const personApp = '2218845';

const grants = (userId: number): { integration: Grant; person: Grant; oauth: Grant } => {
  const app = appActor(integrationApp, 'Sim Integration');
  return {
    integration: { actor: app, appId: integrationApp, kind: 'private', scopes: allScopes },
    person: {
      actor: personActor(String(userId)),
      appId: personApp,
      kind: 'private',
      scopes: allScopes,
    },
    oauth: { actor: app, appId: integrationApp, kind: 'oauth', scopes: allScopes },
  };
};

const createWorld = (options: SimulatorOptions, instruments: Instruments): World => {
  const random = createRandom(options.seed ?? 1);
  const schema = buildSchema(options.productFields ?? true);
  const portal = new Portal({
    id: options.portalId,
    schema,
    ...instruments,
    random: random.fork('portal'),
  });
  const companies = options.companies ?? 0;
  const contacts = options.contacts ?? 0;
  portal.setRules(options.rules ?? {});
  const report = seedPortal(portal, random, {
    companies,
    contacts,
    deals: options.deals ?? Math.floor(companies / 10),
    tasks: options.tasks ?? Math.floor(contacts / 10),
    emails: options.emails ?? Math.floor(contacts / 20),
  });
  const sessions = createSessions(instruments.clock);
  const { integration, person, oauth } = grants(Number(report.users.person));
  sessions.access.set('sim-integration', { grant: integration, expiresAt: null });
  sessions.access.set('sim-person', { grant: person, expiresAt: null });
  sessions.refresh.set('sim-refresh', oauth);
  const state: SimulatorState = {
    portal,
    sessions,
    app: oauth,
    quota: createQuota(instruments.clock, portal.timeZone, options.quota),
    correlationId: createCorrelationIds(instruments.clock, random.fork('correlation')),
  };
  const actorOf = (user: string) => {
    if (user === integrationApp) return integration.actor;
    return sessions.access.get(user)?.grant.actor ?? null;
  };
  const direct = createDirectAccess(portal, { defaultActor: person.actor, actorOf });
  return { state, direct, report };
};

/** Makes a HubSpot within this process, with a portal filled by the seed. */
export const createSimulatedPortal = (options: SimulatorOptions = {}): SimulatedPortal => {
  const clock = createClock(options.clock);
  const faults = createFaults(createRandom(options.seed ?? 1).fork('faults'));
  const history = createHistory();
  const { state, direct } = createWorld(options, { clock, faults, history });
  return {
    handle: (request) => answerRequest(state, request),
    portal: direct,
    clock,
    history,
    integration: integrationApp,
    endSessions: () => state.sessions.access.clear(),
  };
};

/** Starts a HubSpot on 127.0.0.1, with a portal filled by the seed. */
export const createHubSpotSimulator = async (
  options: SimulatorOptions = {},
): Promise<HubSpotSimulator> => {
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
      gzip: () => world.state.portal.rules.gzip,
      bodyMaxBytes: 20_000_000,
    },
    options.port ?? 0,
  );
  return {
    url: server.url,
    port: server.port,
    get portal() {
      return world.direct;
    },
    clock,
    faults,
    get history() {
      world.state.portal.settle();
      return history;
    },
    wire,
    get quota() {
      return world.state.quota;
    },
    get report() {
      return world.report;
    },
    setRules: (rules) => world.state.portal.setRules(rules),
    reset,
    close: () => server.close(),
  };
};
