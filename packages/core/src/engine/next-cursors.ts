import type { Cursor } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import type { EngineParts } from './engine.ts';

/** Where the next read of each object goes on. */
export async function nextCursors(
  parts: EngineParts,
  connection: Connection,
  objects: readonly string[],
): Promise<Record<string, Cursor | null>> {
  const checkpoints = await parts.store.listCheckpoints(connection.id);
  const cursors = new Map(checkpoints.map(({ crmObject, cursor }) => [crmObject, cursor]));
  return Object.fromEntries(objects.map((name) => [name, cursors.get(name) ?? null]));
}
