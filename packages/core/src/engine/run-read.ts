import type { Connection } from '../platform/index.ts';
import type { Run } from '../ports/index.ts';
import { adoptSeen } from './adopt-seen.ts';
import type { ConnectionWork } from './connection-work.ts';
import { objectsOf, readingOrder } from './connection-work.ts';
import { describeObjects } from './describe-objects.ts';
import type { EngineParts } from './engine.ts';
import { endRun, failRun, startRun } from './follow-run.ts';
import { mayRun } from './may-run.ts';
import { loadCheckpoints, nextCursors } from './next-cursors.ts';
import type { HeldLease } from './hold-lease.ts';
import { holdLease } from './hold-lease.ts';
import { isDescribedAlike } from './is-described-alike.ts';
import { openWork } from './open-work.ts';
import { readObject } from './read-object.ts';
import { retryBlocked } from './retry-blocked.ts';

/** Stored last: should the process end before, the next read finds the difference again. */
async function noteSchema(
  parts: EngineParts,
  connection: Connection,
  schema: Connection['schema'],
): Promise<void> {
  if (isDescribedAlike(connection.schema, schema)) return;
  await retryBlocked(parts, connection, schema);
  await parts.store.changeConnection(connection.id, { schema });
}

async function readConnection(
  parts: EngineParts,
  connection: Connection,
  hold: HeldLease & { readonly stop: AbortSignal },
): Promise<Run> {
  const run = await startRun(parts, connection.id, 'read');
  let opened: ConnectionWork | null = null;
  try {
    opened = await openWork(parts, connection, { ...hold, run });
    await adoptSeen(opened);
    const { objects } = opened.connector;
    const names = Object.keys(objects).filter((name) => objects[name]?.read !== undefined);
    const wanted = names.filter((name) => run.objects?.includes(name) ?? true);
    const before = await loadCheckpoints(parts, connection);
    const ahead = nextCursors(before, wanted);
    const schema = await describeObjects(opened.connector, opened.context, ahead);
    await noteSchema(parts, connection, schema);
    const work = { ...opened, connection: { ...connection, schema } };
    for (const object of readingOrder(objectsOf(work.connector, work.connection))) {
      if (wanted.includes(object.name)) await readObject(work, object, before);
    }
    await parts.store.releaseLinked(connection.id, parts.clock.now());
    // Only a read that reached the end counts for the schedule: one cut short goes on soon.
    await parts.store.changeConnection(connection.id, { lastReadAt: run.startedAt });
    return await endRun(work);
  } catch (error) {
    return await failRun(parts, run, { error, connection, work: opened });
  }
}

/** One read of a connection until caught up (R-TIME-1); `null` when it may not run now. */
export async function runRead(
  parts: EngineParts,
  connectionId: string,
  stop: AbortSignal,
): Promise<Run | null> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null || !connection.reading || !mayRun(connection, parts.clock)) return null;
  const wish = { resource: `connection:${connectionId}`, mode: 'read' } as const;
  const run = await holdLease(parts, wish, (held) =>
    readConnection(parts, connection, { ...held, stop }),
  );
  // Writes that were held during the read go on by themselves (R-TIME-5).
  if (run !== null) await parts.queue.ring({ work: 'write', connectionId });
  return run;
}
