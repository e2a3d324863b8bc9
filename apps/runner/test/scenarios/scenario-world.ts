import type { DomainResolver, Store } from '@concord/core/ports';
import { createMemoryStore } from '@concord/core/memory-store';
import type { ConnectInput } from '@concord/core/engine';
import type { SimulatorOptions } from '@concord/connector-salesforce/simulator';
import { createSyncWorld, type SyncWorld } from '../sync/sync-world.ts';
import { createBells } from './bells.ts';
import { driveWorld, mondayMs, type DrivenWorld } from './drive-world.ts';
import { createSalesforcePerson, type SalesforcePerson } from './salesforce-person.ts';

/** A customer's Salesforce kept in step, with the platform's user on one side and theirs on the other. */
export interface Scenario extends DrivenWorld {
  readonly world: SyncWorld;
  readonly store: Store;
  /** Somebody who works in Salesforce. */
  readonly person: SalesforcePerson;
  readonly close: () => Promise<void>;
}

/** What a scenario may decide; the store is in memory unless told otherwise. */
export interface ScenarioOptions {
  readonly simulator?: SimulatorOptions;
  readonly settings?: ConnectInput['settings'];
  readonly store?: Store;
  readonly resolver?: DomainResolver;
}

/** Opens a connected account whose first read is done, in the middle of nothing. */
export const createScenario = async (options: ScenarioOptions = {}): Promise<Scenario> => {
  const { simulator, store = createMemoryStore(), ...rest } = options;
  const bells = createBells();
  const seed = { accounts: 8, contacts: 24, leads: 8, ...simulator };
  const clock = { startMs: mondayMs, running: false };
  const { queue } = bells;
  const world = await createSyncWorld({ ...rest, store, queue, simulator: { clock, ...seed } });
  return {
    world,
    store,
    ...(await driveWorld(world, bells)),
    person: createSalesforcePerson(world.simulator),
    close: world.close,
  };
};
