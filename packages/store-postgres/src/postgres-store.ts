import type { Store } from '@concord/core/ports';
import { createApiKeys } from './api-keys.ts';
import { createAuthorisations } from './authorisations.ts';
import { createChanges } from './changes.ts';
import type { Database } from './connect/database.ts';
import { createConnections } from './connections.ts';
import { createLeases } from './leases.ts';
import { createPlans } from './plans.ts';
import { createReads } from './reads.ts';
import { createReports } from './reports.ts';
import { createRequests } from './requests.ts';
import { createRuns } from './runs.ts';
import { createShares } from './shares.ts';
import { createRedirects } from './redirects.ts';
import { loadWriteContext } from './write-context.ts';

/** The store on a migrated database; `close` ends what it stands on. */
export const createPostgresStore = (
  { db, listen }: Pick<Database, 'db' | 'listen'>,
  close: () => Promise<void>,
): Store => ({
  ...createConnections(db),
  ...createLeases(db),
  ...createReads(db),
  ...createRequests(db),
  ...createPlans(db),
  loadWriteContext: loadWriteContext(db),
  ...createReports(db),
  ...createRuns(db),
  ...createChanges(db, listen),
  ...createRedirects(db),
  ...createApiKeys(db),
  ...createAuthorisations(db),
  ...createShares(db),
  close,
});
