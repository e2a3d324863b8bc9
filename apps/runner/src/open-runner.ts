import type { EngineEvent } from '@concord/core/engine';
import type { Clock } from '@concord/core/ports';
import { openPostgresStore } from '@concord/store-postgres';
import type { Configuration } from './configuration/configuration.ts';
import { createRunner, type Runner } from './create-runner.ts';
import { openKeptKey } from './credentials/kept-key.ts';
import { systemClock } from './system/system-clock.ts';

export type { Runner } from './create-runner.ts';

/** Opens the store, migrated, and builds the engine over it. */
export const openRunner = async (
  configuration: Configuration,
  report: (event: EngineEvent) => void,
  clock: Clock = systemClock,
): Promise<Runner> => {
  const opened = await openPostgresStore(configuration.database);
  const ring = configuration.keys ?? (await openKeptKey(configuration.dataDirectory));
  return createRunner({ configuration, opened, ring, clock, report });
};
