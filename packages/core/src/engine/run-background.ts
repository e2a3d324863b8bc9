import type { RemoteId } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { dailyStamps, dailyWork, planSchedule } from '../policy/index.ts';
import type { Run, RunPosition } from '../ports/index.ts';
import { adoptSeen } from './adopt-seen.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import { dailyKindsOf } from './daily-kinds.ts';
import { endRun, failRun, startRun } from './follow-run.ts';
import type { Failed } from './follow-run.ts';
import type { HeldLease } from './hold-lease.ts';
import { holdLease } from './hold-lease.ts';
import { mayRun } from './may-run.ts';
import { connectorOf, openWork } from './open-work.ts';
import { associationsPage } from './associations-page.ts';
import { provePage } from './prove-page.ts';
import { reconcilePage } from './reconcile-page.ts';
import { reprocessPage } from './reprocess-page.ts';

/** Does one page of an object; answers its last record, `null` at the end. */
type DoPage = (
  work: ConnectionWork,
  object: ObjectWork,
  after: RemoteId | null,
) => Promise<RemoteId | null>;

/** What goes through the records of each object, one pass after the other. */
const passes = {
  reprocess: [reprocessPage],
  reconcile: [reconcilePage, provePage],
  associations: [associationsPage],
} as const satisfies Readonly<Record<string, readonly DoPage[]>>;

type BackgroundKind = keyof typeof passes;

/** The objects that a run goes through, in the connector's order. */
const objectNames = (work: ConnectionWork): string[] =>
  objectsOf(work.connector, work.connection)
    .map(({ name }) => name)
    .filter((name) => work.run.objects?.includes(name) ?? true);

/** The next object's beginning once one is done; `null` at the end of all. */
function nextObject(work: ConnectionWork, done: string): RunPosition | null {
  const names = objectNames(work);
  const next = names[names.indexOf(done) + 1];
  return next === undefined ? null : { crmObject: next, after: null };
}

function firstPosition(work: ConnectionWork): RunPosition | null {
  if (work.run.position !== null) return work.run.position;
  const [first] = objectNames(work);
  return first === undefined ? null : { crmObject: first, after: null };
}

/** Does one page; answers where the next begins, `null` when there is none. */
async function doPage(work: ConnectionWork, at: RunPosition): Promise<RunPosition | null> {
  const { crmObject, passes: done = 0 } = at;
  const object = objectsOf(work.connector, work.connection).find(({ name }) => name === crmObject);
  const [doNext, ...others] = passes[work.run.kind as BackgroundKind].slice(done);
  const after = object === undefined ? null : await doNext?.(work, object, at.after);
  if (after) return { ...at, after };
  return others.length > 0
    ? { crmObject, after: null, passes: done + 1 }
    : nextObject(work, crmObject);
}

/** Whether work that people wait for is due: background work never goes before it (R-TIME-3). */
async function isOvertaken({ parts, connection }: ConnectionWork): Promise<boolean> {
  const { store, clock } = parts;
  const { read, write } = planSchedule({
    connection: (await store.getConnection(connection.id)) ?? connection,
    lease: null,
    now: clock.now(),
    queuedRead: (await store.nextQueuedRun(connection.id, 'read')) !== null,
    writesDueAt: await store.nextDueAt(connection.id),
    queuedBackground: false,
    daily: [],
  });
  return read.kind === 'run' || write.kind === 'run';
}

/** Leaves a run for later, to go on from a position; the schedule rings for it. */
async function putOff(work: ConnectionWork, position: RunPosition): Promise<Run> {
  const counts = work.tally.counts();
  const apiCalls = work.run.apiCalls + work.apiCalls();
  const run: Run = { ...work.run, state: 'queued', position, counts, apiCalls };
  await work.parts.store.saveRun(run);
  return run;
}

/** Daily work is due again a day later, also after one time that it could not be done. */
async function noteDaily({ store, clock }: EngineParts, run: Run): Promise<void> {
  if (run.kind !== 'reconcile' && run.kind !== 'associations') return;
  await store.changeConnection(run.connectionId, { [dailyStamps[run.kind]]: clock.now() });
}

async function goOn(work: ConnectionWork): Promise<Run> {
  const { store } = work.parts;
  let at = firstPosition(work);
  while (at !== null) {
    if (work.signal.aborted || (await isOvertaken(work))) return putOff(work, at);
    at = await doPage(work, at);
    await store.saveRun({ ...work.run, position: at, counts: work.tally.counts() });
  }
  // Whom a request waited for may have been among the records that were gone through.
  await store.releaseLinked(work.connection.id, work.parts.clock.now());
  await noteDaily(work.parts, work.run);
  return endRun(work);
}

/** Ends a run that could not go on; one that will not pass later is not begun again at once. */
async function stopRun(parts: EngineParts, run: Run, by: Failed): Promise<Run> {
  const stopped = await failRun(parts, run, by).catch(async (bug: unknown) => {
    await noteDaily(parts, run);
    throw bug;
  });
  if (stopped.state === 'failed') await noteDaily(parts, run);
  return stopped;
}

async function workConnection(
  parts: EngineParts,
  connection: Connection,
  hold: HeldLease & { readonly stop: AbortSignal; readonly kind: BackgroundKind },
): Promise<Run> {
  const run = await startRun(parts, connection.id, hold.kind);
  let work: ConnectionWork | null = null;
  try {
    work = await openWork(parts, connection, { ...hold, run });
    await adoptSeen(work);
    return await goOn(work);
  } catch (error) {
    return stopRun(parts, run, { error, connection, work });
  }
}

/** What is to be done: work that was asked for or stopped on its way, else what is due today. */
async function kindDue(parts: EngineParts, connection: Connection): Promise<BackgroundKind | null> {
  for (const kind of ['reprocess', 'reconcile', 'associations'] as const) {
    if ((await parts.store.nextQueuedRun(connection.id, kind)) !== null) return kind;
  }
  const daily = dailyKindsOf(connectorOf(parts, connection.crm));
  const { background } = planSchedule({
    connection,
    lease: null,
    now: parts.clock.now(),
    queuedRead: false,
    writesDueAt: null,
    queuedBackground: false,
    daily,
  });
  return background.kind === 'run' ? (dailyWork(connection, daily)[0]?.kind ?? null) : null;
}

/**
 * Goes on with work in the background until it is done or other work is due; `null` when there is
 * nothing to do or it may not run now.
 */
export async function runBackground(
  parts: EngineParts,
  connectionId: string,
  stop: AbortSignal,
): Promise<Run | null> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null || !connection.reading || !mayRun(connection, parts.clock)) return null;
  if (connection.lastReadAt === null) return null;
  const kind = await kindDue(parts, connection);
  if (kind === null) return null;
  const wish = { resource: `connection:${connectionId}`, mode: 'reprocess' } as const;
  const run = await holdLease(parts, wish, (held) =>
    workConnection(parts, connection, { ...held, stop, kind }),
  );
  // What waited for it need not wait for the schedule.
  if (run?.state === 'done') await parts.queue.ring({ work: 'write', connectionId });
  return run;
}
