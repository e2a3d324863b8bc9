import type { Instant } from '../contract/index.ts';
import { planSchedule } from '../policy/index.ts';
import type { Due, Schedule } from '../policy/index.ts';
import type { Connection } from '../platform/index.ts';
import type { WorkAhead } from '../ports/index.ts';
import { dailyKindsOf } from './daily-kinds.ts';
import type { Activity, EngineParts } from './engine.ts';

const dueOf = (parts: EngineParts, connection: Connection, ahead: WorkAhead): Schedule => {
  const connector = parts.connectors.find(({ id }) => id === connection.crm);
  return planSchedule({
    connection,
    lease: ahead.lease,
    now: parts.clock.now(),
    queuedRead: ahead.queued.includes('read'),
    writesDueAt: ahead.writesDueAt,
    queuedBackground: ahead.queued.includes('reprocess'),
    daily: connector === undefined ? [] : dailyKindsOf(connector),
  });
};

/** Connections with what their next work depends on. */
async function withAhead(
  { store }: EngineParts,
  connections: readonly Connection[],
): Promise<[Connection, WorkAhead][]> {
  const all = await store.workAhead(connections.map(({ id }) => id));
  return connections.flatMap((connection): [Connection, WorkAhead][] => {
    const ahead = all.get(connection.id);
    return ahead === undefined ? [] : [[connection, ahead]];
  });
}

/** Rings for every connection with a read or a write due (R-TIME-1). */
export async function ringDue(parts: EngineParts): Promise<void> {
  for (const [connection, ahead] of await withAhead(parts, await parts.store.listConnections())) {
    const due = dueOf(parts, connection, ahead);
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

const toActivity = (parts: EngineParts, connection: Connection, ahead: WorkAhead): Activity => {
  const { lease } = ahead;
  const due = dueOf(parts, connection, ahead);
  const now = parts.clock.now();
  const hold = holdOf(connection, now, [due.read, due.write]);
  if (lease === null || lease.until <= now) {
    return { state: 'idle', since: lease?.until ?? null, hold };
  }
  return { state: states[lease.mode], since: lease.since, hold };
};

/** What connections are doing, and what keeps them from doing more. */
export async function activitiesOf(
  parts: EngineParts,
  connections: readonly Connection[],
): Promise<ReadonlyMap<string, Activity>> {
  const known = await withAhead(parts, connections);
  return new Map(known.map(([one, ahead]) => [one.id, toActivity(parts, one, ahead)]));
}

const atRest: Activity = { state: 'idle', since: null, hold: null };

/** What a connection is doing, and what keeps it from doing more. */
export async function activityOf(parts: EngineParts, connectionId: string): Promise<Activity> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return atRest;
  return (await activitiesOf(parts, [connection])).get(connectionId) ?? atRest;
}
