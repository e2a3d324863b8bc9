import type { EngineEvent } from '@concord/core/engine';
import type { Clock } from '@concord/core/ports';
import { openPostgresStore } from '@concord/store-postgres';
import type { Configuration } from './configuration/configuration.ts';
import { createRunner, type Runner } from './create-runner.ts';
import { openKeptKey } from './credentials/kept-key.ts';
import { systemClock } from './system/system-clock.ts';

export type { Runner } from './create-runner.ts';

/** Opens the store, migrated, and builds an engine over it for each workspace. */
export const openRunner = async (
  configuration: Configuration,
  report: (event: EngineEvent) => void,
  clock: Clock = systemClock,
): Promise<Runner> => {
  const { workspace, close } = await openPostgresStore(configuration.database);
  const ring = configuration.keys ?? (await openKeptKey(configuration.dataDirectory));
  const [first, ...others] = configuration.workspaces;
  const open = (name: string) => ({ name, ...workspace(name) });
  const workspaces = [open(first), ...others.map(open)] as const;
  return createRunner({ configuration, opened: { workspaces, close }, ring, clock, report });
};
