import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createEngine, type Engine, type EngineEvent } from '@concord/core/engine';
import { noRedirects, type Clock, type Queue, type Store } from '@concord/core/ports';
import { createAccess } from './access/access.ts';
import { createCrmFetch } from './access/crm-fetch.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { KeyRing } from './credentials/key-ring.ts';
import { createVault, type Vault } from './credentials/vault.ts';
import { createDomainResolver } from './domain-resolver/domain-resolver.ts';
import { createWebsiteDispatcher } from './domain-resolver/website-dispatcher.ts';
import { connectors } from './registry/crms.ts';
import { mergeRings } from './system/merge-rings.ts';
import { systemRandom } from './system/system-random.ts';

/** A process's engine and all that it stands on. */
export interface Runner {
  readonly engine: Engine;
  /** An engine that reaches accounts with other credentials, as those of an account to connect. */
  readonly engineWith: (vault: Pick<Vault, 'open' | 'renew'>) => Engine;
  readonly store: Store;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

/** What a runner is made of. */
export interface RunnerParts {
  readonly configuration: Pick<Configuration, 'followRedirects' | 'production'>;
  /** An open store and its queue, which the runner closes. */
  readonly opened: {
    readonly store: Store;
    readonly queue: Queue;
    readonly close: () => Promise<void>;
  };
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly report: (event: EngineEvent) => void;
}

const createHolder = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;

/** Builds the engine over an open store. */
export const createRunner = ({
  configuration: { followRedirects, production },
  opened: { store, queue: doorbell, close },
  ring,
  clock,
  report,
}: RunnerParts): Runner => {
  const queue = mergeRings(doorbell, clock);
  const holder = createHolder();
  const vault = createVault({ store, ring, clock, holder });
  const crm = createCrmFetch(clock);
  const websites = createWebsiteDispatcher();
  const resolver = followRedirects
    ? createDomainResolver({ store, clock, dispatcher: websites })
    : noRedirects;
  const engineWith: Runner['engineWith'] = (some) =>
    createEngine({
      store,
      clock,
      random: systemRandom,
      queue,
      access: createAccess({ vault: some, connectors, fetch: crm.fetch, clock, production }),
      resolver,
      connectors,
      holder,
      report,
    });
  return {
    engine: engineWith(vault),
    engineWith,
    store,
    queue,
    vault,
    ring,
    clock,
    close: async () => {
      await Promise.all([crm.close(), websites.destroy()]);
      await close();
    },
  };
};
