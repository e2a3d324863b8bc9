import type { Connection } from '../platform/index.ts';
import type { Run } from '../ports/index.ts';
import type { Answer, EngineParts } from './engine.ts';
import { queuedRun } from './follow-run.ts';
import { noConnection, problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';

/** Turns reading or writing on or off. */
export async function setSwitches(
  parts: EngineParts,
  connectionId: string,
  switches: { readonly reading?: boolean; readonly writing?: boolean },
): Promise<Answer<Connection>> {
  await parts.store.changeConnection(connectionId, switches);
  const value = await parts.store.getConnection(connectionId);
  if (value === null) return noConnection;
  if (switches.reading) await parts.queue.ring({ work: 'read', connectionId });
  if (switches.writing) await parts.queue.ring({ work: 'write', connectionId });
  return { ok: true, value };
}

/** Queues a read, or answers the one that is queued. */
export async function startRead(
  parts: EngineParts,
  connectionId: string,
  objects: readonly string[] | null,
): Promise<Answer<Run>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const known = Object.keys(connectorOf(parts, connection.crm).objects);
  const unknown = objects?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    return problem({
      field: 'objects',
      message: `${connection.crm} has no object "${unknown}"`,
      remedy: `use some of ${known.join(', ')}`,
    });
  }
  if (!connection.reading) {
    return problem({
      field: 'connectionId',
      message: 'reading is off',
      remedy: 'turn reading on with setSwitches',
    });
  }
  const queued = await parts.store.nextQueuedRun(connectionId, 'read');
  const run = queued ?? queuedRun(parts, connectionId, { kind: 'read', objects });
  if (queued === null) await parts.store.saveRun(run);
  await parts.queue.ring({ work: 'read', connectionId });
  return { ok: true, value: run };
}
