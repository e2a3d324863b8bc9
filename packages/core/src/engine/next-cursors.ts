import type { Cursor } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import type { Checkpoint } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';

/** How far each object of a connection has been read, by its name. */
export type Checkpoints = ReadonlyMap<string, Checkpoint>;

/** Asked for once a run: whoever holds the lease is alone in moving them. */
export async function loadCheckpoints(
  { store }: EngineParts,
  connection: Connection,
): Promise<Checkpoints> {
  const checkpoints = await store.listCheckpoints([connection.id]);
  return new Map(checkpoints.map((checkpoint) => [checkpoint.crmObject, checkpoint]));
}

/** Where the next read of each object goes on. */
export const nextCursors = (
  checkpoints: Checkpoints,
  objects: readonly string[],
): Record<string, Cursor | null> =>
  Object.fromEntries(objects.map((name) => [name, checkpoints.get(name)?.cursor ?? null]));
