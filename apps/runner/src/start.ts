import { once } from 'node:events';
import type { Queue } from '@concord/core/ports';
import { whileWanted } from '@concord/store-postgres';
import { createAccounts } from './accounts.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { Runner } from './open-runner.ts';
import { startGateway, type GatewayRole } from './roles/gateway.ts';
import { runScheduler } from './roles/scheduler.ts';
import { runWorker } from './roles/worker.ts';
import { describeError, type Log } from './system/log.ts';

export interface StartParts {
  readonly runner: Runner;
  readonly configuration: Pick<
    Configuration,
    'roles' | 'host' | 'port' | 'allowedOrigins' | 'production' | 'tokens' | 'operations'
  >;
  readonly log: Log;
}

/** What a started process tells its starter. */
export interface Started {
  /** Address of the API; `null` without the gateway role. */
  readonly url: string | null;
  /** The secret of a key made just now; `null` when there was one, which nobody can show again. */
  readonly apiKey: string | null;
  /** Resolves when every role has stopped, after `signal`. */
  readonly stopped: Promise<void>;
}

/** Loaded only where it is wanted: it takes longer to load than everything else together. */
const loadGateway = () => import('@concord/graphql-gateway');

const openGateway = async ({ runner, configuration, log }: StartParts): Promise<GatewayRole> => {
  const { store, clock } = runner;
  const { createGateway, answerMaxMs } = await loadGateway();
  const gateway = createGateway({
    workspaces: new Map(
      runner.workspaces.map((one) => [one.name, { ...one, accounts: createAccounts(one) }]),
    ),
    clock,
    tokens: configuration.tokens,
    operations: configuration.operations,
    whileWanted,
    origins: configuration.allowedOrigins,
    mode: configuration.production ? 'production' : 'development',
    log: (event) => log.warn(event),
  });
  return startGateway({
    host: configuration.host,
    port: configuration.port,
    handle: gateway.fetch,
    isReady: async () =>
      store.listConnections().then(
        () => true,
        () => false,
      ),
    onError: (error) => log.error({ event: 'request-fail', ...describeError(error) }),
    clock,
    answerMaxMs,
  });
};

const openApiKey = async (runner: Runner): Promise<string | null> => {
  const { ensureApiKey } = await loadGateway();
  return ensureApiKey(runner.name, runner);
};

const closeAfter = async (gateway: GatewayRole | null, signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
  await gateway?.close();
};

/** A doorbell that stops after what still rings it: requests ask for work. */
const stopsAfter = (rung: Promise<void>, queue: Queue): Queue => ({
  ...queue,
  stop: async () => {
    await rung;
    await queue.stop();
  },
});

/** Runs the roles of this process until `signal` aborts, then stops them in good order. */
export const startRoles = async (parts: StartParts, signal: AbortSignal): Promise<Started> => {
  const { runner, configuration, log } = parts;
  const { workspaces, clock } = runner;
  const has = (role: Configuration['roles'][number]): boolean => configuration.roles.includes(role);
  const onError = (error: unknown): void =>
    log.error({ event: 'schedule-fail', ...describeError(error) });
  const gateway = has('gateway') ? await openGateway(parts) : null;
  // With an issuer of tokens everybody has a way in already.
  const needsKey = gateway !== null && configuration.tokens === null;
  const apiKey = needsKey ? await openApiKey(runner) : null;
  const closed = closeAfter(gateway, signal);
  const roles = [closed];
  for (const { engine, queue } of workspaces) {
    if (has('worker')) {
      roles.push(runWorker({ engine, queue: stopsAfter(closed, queue) }, signal));
    }
    if (has('scheduler')) roles.push(runScheduler({ engine, clock, onError }, signal));
  }
  return {
    url: gateway?.url ?? null,
    apiKey,
    stopped: Promise.all(roles).then(() => undefined),
  };
};
