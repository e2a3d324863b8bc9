import type { Instant } from '../contract/index.ts';
import type { Connection, FieldMapping, PlatformObject } from '../platform/index.ts';
import { planSchedule } from '../policy/index.ts';
import type { Run } from '../ports/index.ts';
import { adoptSeen } from './adopt-seen.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf, readingOrder } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import { endRun, failRun, startRun } from './follow-run.ts';
import type { HeldLease } from './hold-lease.ts';
import { holdLease } from './hold-lease.ts';
import { isDescribedAlike } from './is-described-alike.ts';
import type { WrittenObject } from './plan-requests.ts';
import { mayRun } from './may-run.ts';
import { loadCheckpoints, nextCursors } from './next-cursors.ts';
import { openWork } from './open-work.ts';
import { readObject } from './read-object.ts';
import { recoverPlans } from './recover-plans.ts';
import { retryBlocked, retryMendable } from './retry-blocked.ts';
import { undoRound } from './undo-slice.ts';
import { writeSlice } from './write-slice.ts';

/** How old the mirror may be when a slice is planned; the CRM's guard covers the rest. */
const freshMs = 60_000;

/** How long a run waits for what is due next instead of ending. */
const lingerMs = 3_000;

/** What is written to, so what must be known as it is now. */
const isWritten = ({ remote }: ObjectWork) =>
  remote.write !== undefined && remote.read !== undefined;

/** Reads what changed, so that writing works from the newest snapshot (R-TIME-5). */
async function catchUp(work: ConnectionWork): Promise<Instant> {
  const { parts, connection, connector, context } = work;
  await adoptSeen(work);
  const at = parts.clock.now();
  if (connection.reading) {
    const objects = readingOrder(objectsOf(connector, connection)).filter(isWritten);
    const names = objects.map(({ name }) => name);
    const before = await loadCheckpoints(parts, connection);
    await connector.prepare?.(context, { describe: [], read: nextCursors(before, names) });
    for (const object of objects) await readObject(work, object, before);
  }
  await parts.store.releaseLinked(connection.id, parts.clock.now());
  return at;
}

const msUntil = (work: ConnectionWork, at: Instant) =>
  Date.parse(at) - Date.parse(work.parts.clock.now());

async function readIsDue(work: ConnectionWork): Promise<boolean> {
  const { store, clock } = work.parts;
  const queued = await store.nextQueuedRun(work.connection.id, 'read');
  const { read } = planSchedule({
    connection: (await store.getConnection(work.connection.id)) ?? work.connection,
    lease: null,
    now: clock.now(),
    queuedRead: queued !== null,
    writesDueAt: null,
    queuedBackground: false,
    daily: [],
  });
  return read.kind === 'run';
}

/** Waits for what is due in a moment; `false` when nothing is. */
async function linger(work: ConnectionWork): Promise<boolean> {
  const next = await work.parts.store.nextDueAt(work.connection.id);
  if (next === null) return false;
  const wait = msUntil(work, next);
  if (wait <= 0 || wait > lingerMs) return false;
  await work.parts.clock.sleep(wait, work.signal);
  return true;
}

/** Parents before dependents. */
const writeOrder = ['company', 'person', 'emailMessage', 'task'] as const satisfies WrittenObject[];

/** A slice of each kind of record that has any due; answers how many requests were dealt with. */
async function writeRound(work: ConnectionWork): Promise<number> {
  let written = 0;
  let kinds: readonly WrittenObject[] = writeOrder;
  while (kinds.length > 0) {
    const slice = await writeSlice(work, kinds);
    if (slice === null) break;
    written += slice.count;
    kinds = kinds.slice(kinds.indexOf(slice.kind) + 1);
  }
  return written;
}

/**
 * Lets those follow whose company or person came into the CRM while they began to wait: the release
 * missed them, as when another CRM moved a person to a company that is there already.
 */
async function releaseMissed({ parts, connection }: ConnectionWork): Promise<void> {
  await parts.store.releaseLinked(connection.id, parts.clock.now());
}

async function writeWhatIsDue(work: ConnectionWork): Promise<void> {
  let fresh = await catchUp(work);
  let isReleased = false;
  while (!work.signal.aborted) {
    checkQuota(work);
    if (-msUntil(work, fresh) > freshMs) fresh = await catchUp(work);
    await recoverPlans(work, await adoptSeen(work));
    const written = (await undoRound(work)) + (await writeRound(work));
    if (await readIsDue(work)) return;
    if (written > 0 || (await linger(work))) continue;
    // Once a run: what waits in spite of a link waits for something else.
    if (isReleased) return;
    await releaseMissed(work);
    isReleased = true;
  }
}

const textOf = (mappings: readonly FieldMapping[], object: PlatformObject) =>
  JSON.stringify(mappings.filter((mapping) => mapping.object === object));

/** Platform objects whose mappings are no longer what a run began with. */
async function remapped({
  parts,
  connection,
  mappings,
}: ConnectionWork): Promise<PlatformObject[]> {
  const now = await parts.store.getMappings(connection.id);
  const objects = new Set([...mappings, ...now].map(({ object }) => object));
  return [...objects].filter((object) => textOf(mappings, object) !== textOf(now, object));
}

/**
 * Tries again what was refused in this run, where somebody else saw the account change meanwhile, or
 * mapped fields otherwise: whoever does either tries again what had been refused until then, and not
 * what is refused after it.
 */
async function retryOvertaken(work: ConnectionWork): Promise<void> {
  const { parts, connection } = work;
  const now = await parts.store.getConnection(connection.id);
  if (now === null) return;
  if (!isDescribedAlike(connection.schema, now.schema)) {
    await retryBlocked(parts, connection, now.schema);
  }
  for (const object of await remapped(work)) {
    await retryMendable(parts, { connectionId: connection.id, object });
  }
}

async function writeConnection(
  parts: EngineParts,
  connection: Connection,
  hold: HeldLease & { readonly stop: AbortSignal },
): Promise<Run> {
  const run = await startRun(parts, connection.id, 'write');
  let work: ConnectionWork | null = null;
  try {
    work = await openWork(parts, connection, { ...hold, run });
    await writeWhatIsDue(work);
    await retryOvertaken(work);
    return await endRun(work);
  } catch (error) {
    return await failRun(parts, run, { error, connection, work });
  }
}

/** Writes what is due until nothing is or a read is due; `null` when it may not run now. */
export async function runWrite(
  parts: EngineParts,
  connectionId: string,
  stop: AbortSignal,
): Promise<Run | null> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null || !connection.writing || !mayRun(connection, parts.clock)) return null;
  const due = await parts.store.nextDueAt(connectionId);
  if (due === null || due > parts.clock.now()) return null;
  if (connection.reading && connection.lastReadAt === null) {
    parts.report({ event: 'write-hold', connectionId, reason: 'the first read comes first' });
    await parts.queue.ring({ work: 'read', connectionId });
    return null;
  }
  const wish = { resource: `connection:${connectionId}`, mode: 'write' } as const;
  const run = await holdLease(parts, wish, (held) =>
    writeConnection(parts, connection, { ...held, stop }),
  );
  if (run === null) {
    parts.report({ event: 'write-hold', connectionId, reason: 'another run is at work' });
  }
  return run;
}
