import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createEngine, type Engine, type EngineEvent } from '@concord/core/engine';
import { noRedirects, type Clock, type Queue, type Store } from '@concord/core/ports';
import { openPostgresStore, type OpenStore } from '@concord/store-postgres';
import { createAccess } from './access/access.ts';
import { createCrmFetch } from './access/crm-fetch.ts';
import type { Configuration } from './configuration/configuration.ts';
import { openKeptKey } from './credentials/kept-key.ts';
import type { KeyRing } from './credentials/key-ring.ts';
import { createVault, type Vault } from './credentials/vault.ts';
import { createDomainResolver } from './domain-resolver/domain-resolver.ts';
import { createWebsiteDispatcher } from './domain-resolver/website-dispatcher.ts';
import { connectors } from './registry/crms.ts';
import { mergeRings } from './system/merge-rings.ts';
import { systemClock } from './system/system-clock.ts';
import { systemRandom } from './system/system-random.ts';

/** A workspace's engine and all that it stands on; it sees nothing of other workspaces. */
export interface Workspace {
  readonly name: string;
  readonly engine: Engine;
  /** An engine that reaches accounts with other credentials, as those of an account to connect. */
  readonly engineWith: (vault: Pick<Vault, 'open' | 'renew'>) => Engine;
  readonly store: Store;
  readonly queue: Queue;
  readonly vault: Vault;
}

/** What this process serves; by itself it is the first of its workspaces, which commands work in. */
export interface Runner extends Workspace {
  readonly workspaces: readonly Workspace[];
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

/** What all workspaces of a process share. */
interface Shared {
  readonly opened: OpenStore;
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly holder: string;
  readonly crm: ReturnType<typeof createCrmFetch>;
  readonly websites: ReturnType<typeof createWebsiteDispatcher>;
  readonly report: (event: EngineEvent) => void;
  readonly configuration: Configuration;
}

const createHolder = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;

const openWorkspace = (name: string, shared: Shared): Workspace => {
  const { opened, ring, clock, holder, crm, websites, report, configuration } = shared;
  const { store, queue: bells } = opened.workspace(name);
  const queue = mergeRings(bells, clock);
  const vault = createVault({ store, ring, clock, holder });
  const resolver = configuration.followRedirects
    ? createDomainResolver({ store, clock, dispatcher: websites })
    : noRedirects;
  const { production } = configuration;
  const engineWith: Workspace['engineWith'] = (some) =>
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
  return { name, engine: engineWith(vault), engineWith, store, queue, vault };
};

/** Opens the store, migrated, and builds an engine over it for each workspace. */
export const openRunner = async (
  configuration: Configuration,
  report: (event: EngineEvent) => void,
  clock: Clock = systemClock,
): Promise<Runner> => {
  const opened = await openPostgresStore(configuration.database);
  const ring = configuration.keys ?? (await openKeptKey(configuration.dataDirectory));
  const crm = createCrmFetch(clock);
  const websites = createWebsiteDispatcher();
  const holder = createHolder();
  const shared = { opened, ring, clock, holder, crm, websites, report, configuration };
  const [first, ...others] = configuration.workspaces;
  const own = openWorkspace(first, shared);
  return {
    ...own,
    workspaces: [own, ...others.map((name) => openWorkspace(name, shared))],
    ring,
    clock,
    close: async () => {
      await Promise.all([crm.close(), websites.destroy()]);
      await opened.close();
    },
  };
};
