import type { Store } from '../ports/index.ts';
import { createChanges } from './changes.ts';
import { createConnections } from './connections.ts';
import { createLeases } from './leases.ts';
import { createMemoryState } from './memory-state.ts';
import { createPlans } from './plans.ts';
import { createReads } from './reads.ts';
import { createReports } from './reports.ts';
import { createRequests } from './requests.ts';
import { createRuns } from './runs.ts';
import {
  createApiKeys,
  createAuthorisations,
  createRedirects,
  createShares,
} from './small-stores.ts';

/**
 * A store that lives as long as the process: for tests and simulation. Every call is atomic,
 * because nothing in it waits, and answers frozen values.
 */
export const createMemoryStore = (): Store => {
  const state = createMemoryState();
  return {
    ...createConnections(state),
    ...createLeases(state),
    ...createReads(state),
    ...createRequests(state),
    ...createPlans(state),
    ...createReports(state),
    ...createRuns(state),
    ...createChanges(state),
    ...createRedirects(state),
    ...createApiKeys(state),
    ...createAuthorisations(state),
    ...createShares(state),
    close: async () => {},
  };
};
