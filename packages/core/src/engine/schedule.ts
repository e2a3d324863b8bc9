import type { Instant } from '../contract/index.ts';
import { planSchedule } from '../policy/index.ts';
import type { Due } from '../policy/index.ts';
import type { Connection } from '../platform/index.ts';
import { dailyKindsOf } from './daily-kinds.ts';
import type { Activity, EngineParts } from './engine.ts';

async function dueOf(parts: EngineParts, connection: Connection) {
  const queued = await parts.store.nextQueuedRun(connection.id, 'read');
  const background = await parts.store.nextQueuedRun(connection.id, 'reprocess');
  const connector = parts.connectors.find(({ id }) => id === connection.crm);
  const lease = await parts.store.getLease(`connection:${connection.id}`);
  const due = planSchedule({
    connection,
    lease,
    now: parts.clock.now(),
    queuedRead: queued !== null,
    writesDueAt: await parts.store.nextDueAt(connection.id),
    queuedBackground: background !== null,
    daily: connector === undefined ? [] : dailyKindsOf(connector),
  });
  return { lease, due };
}

/** Rings for every connection with a read or a write due (R-TIME-1). */
export async function ringDue(parts: EngineParts): Promise<void> {
  for (const connection of await parts.store.listConnections()) {
    const { due } = await dueOf(parts, connection);
    const connectionId = connection.id;
    if (due.read.kind === 'run') await parts.queue.ring({ work: 'read', connectionId });
    if (due.write.kind === 'run') await parts.queue.ring({ work: 'write', connectionId });
    if (due.background.kind === 'run') {
      await parts.queue.ring({ work: 'background', connectionId });
    }
  }
}

/** What the CRM asked for, whether or not work is due; else what keeps due work waiting. */
function holdOf({ hold }: Connection, now: Instant, due: readonly Due[]): Activity['hold'] {
  if (hold !== null && hold.until > now) return hold;
  const held = due.find((one) => one.kind === 'hold');
  return held === undefined ? null : { reason: held.reason, until: held.until };
}

const states = { read: 'reading', write: 'writing', reprocess: 'reprocessing' } as const;

/** What a connection is doing, and what keeps it from doing more. */
export async function activityOf(parts: EngineParts, connectionId: string): Promise<Activity> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return { state: 'idle', since: null, hold: null };
  const { lease, due } = await dueOf(parts, connection);
  const hold = holdOf(connection, parts.clock.now(), [due.read, due.write]);
  if (lease === null || lease.until <= parts.clock.now()) {
    return { state: 'idle', since: lease?.until ?? null, hold };
  }
  return { state: states[lease.mode], since: lease.since, hold };
}
