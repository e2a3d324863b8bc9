import { onTestFinished } from 'vitest';
import { createSyncWorld, type SyncWorld, type SyncWorldOptions } from './sync-world.ts';

/** A sync world that lives for one test. */
export async function openSyncWorld(options: SyncWorldOptions = {}): Promise<SyncWorld> {
  const world = await createSyncWorld(options);
  onTestFinished(() => world.close());
  return world;
}
