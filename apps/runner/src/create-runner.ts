import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createEngine, type Engine, type EngineEvent } from '@concord/core/engine';
import { noRedirects, type Clock, type Queue, type Store } from '@concord/core/ports';
import { createAccess } from './access/access.ts';
import { createCrmFetch } from './access/crm-fetch.ts';
import { createAuthorisations, type Authorisations } from './authorisation/authorisations.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { KeyRing } from './credentials/key-ring.ts';
import { createVault, type Vault } from './credentials/vault.ts';
import { createDomainResolver } from './domain-resolver/domain-resolver.ts';
import { createWebsiteDispatcher } from './domain-resolver/website-dispatcher.ts';
import { connectors } from './registry/crms.ts';
import { mergeRings } from './system/merge-rings.ts';
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
  readonly authorisations: Authorisations;
}

/** What a process serves; by itself it is the first of its workspaces, which commands work in. */
export interface Runner extends Workspace {
  readonly workspaces: readonly Workspace[];
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

/** An open store of one workspace and its queue. */
export interface OpenedWorkspace {
  readonly name: string;
  readonly store: Store;
  readonly queue: Queue;
}

/** What a runner is made of. */
export interface RunnerParts {
  readonly configuration: Pick<Configuration, 'followRedirects' | 'production' | 'apps'>;
  /** Open stores and their queues, which the runner closes. */
  readonly opened: {
    readonly workspaces: readonly [OpenedWorkspace, ...OpenedWorkspace[]];
    readonly close: () => Promise<void>;
  };
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly report: (event: EngineEvent) => void;
}

/** What all workspaces of a process share. */
interface Shared extends Omit<RunnerParts, 'opened'> {
  readonly holder: string;
  readonly crm: ReturnType<typeof createCrmFetch>;
  readonly websites: ReturnType<typeof createWebsiteDispatcher>;
}

const createHolder = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;

const createWorkspace = (
  { name, store, queue: doorbell }: OpenedWorkspace,
  { configuration, ring, clock, report, holder, crm, websites }: Shared,
): Workspace => {
  const { followRedirects, production, apps } = configuration;
  const queue = mergeRings(doorbell, clock);
  const vault = createVault({ store, ring, clock, holder });
  const resolver = followRedirects
    ? createDomainResolver({ store, clock, dispatcher: websites })
    : noRedirects;
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
  const { fetch } = crm;
  const authorisations = createAuthorisations({ store, ring, clock, fetch, production, apps });
  return { name, engine: engineWith(vault), engineWith, store, queue, vault, authorisations };
};

/** Builds an engine over each open store. */
export const createRunner = ({ opened, ...parts }: RunnerParts): Runner => {
  const crm = createCrmFetch(parts.clock);
  const websites = createWebsiteDispatcher();
  const shared: Shared = { ...parts, holder: createHolder(), crm, websites };
  const [first, ...others] = opened.workspaces;
  const own = createWorkspace(first, shared);
  return {
    ...own,
    workspaces: [own, ...others.map((one) => createWorkspace(one, shared))],
    ring: parts.ring,
    clock: parts.clock,
    close: async () => {
      await Promise.all([crm.close(), websites.destroy()]);
      await opened.close();
    },
  };
};
