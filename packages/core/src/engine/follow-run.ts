import { createSyncError, isSyncError, toInstant } from '../contract/index.ts';
import type { SyncError } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { slowDownMs, toFailure } from '../policy/index.ts';
import type { Run, RunKind } from '../ports/index.ts';
import { isStaleLease } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import { takeAlong } from './take-along.ts';

/** A run that nobody has started. */
export const queuedRun = (
  parts: EngineParts,
  connectionId: string,
  of: Pick<Run, 'kind' | 'objects'> & Partial<Pick<Run, 'fields'>>,
): Run => ({
  id: parts.random.id(),
  connectionId,
  fields: null,
  ...of,
  state: 'queued',
  queuedAt: parts.clock.now(),
  startedAt: null,
  endedAt: null,
  counts: {},
  position: null,
  apiCalls: 0,
  failure: null,
});

const overtaken = (): SyncError =>
  createSyncError('the run was taken over by another process', {
    code: 'cancelled',
    retry: 'later',
    effect: 'none',
  });

const lost = (parts: EngineParts, run: Run): Run => ({
  ...run,
  state: 'failed',
  endedAt: parts.clock.now(),
  failure: toFailure(overtaken()),
});

/** Work over the whole mirror, which goes on where it stopped. */
const isBackground = ({ kind }: Pick<Run, 'kind'>): boolean => kind !== 'read' && kind !== 'write';

/** Closes runs whose process died: whoever holds the lease is alone at work. */
async function closeAbandoned(parts: EngineParts, connectionId: string): Promise<void> {
  const { items } = await parts.store.listRuns({ connectionId, first: 20, after: null });
  for (const { item } of items.filter((one) => one.item.state === 'running')) {
    await parts.store.saveRun(
      isBackground(item) ? { ...item, state: 'queued' } : lost(parts, item),
    );
  }
}

const startEvents = {
  read: 'read-start',
  write: 'write-start',
  reprocess: 'background-start',
  reconcile: 'background-start',
  associations: 'background-start',
} as const satisfies Record<RunKind, string>;

const endEvents = {
  read: 'read-end',
  write: 'write-end',
  reprocess: 'background-end',
  reconcile: 'background-end',
  associations: 'background-end',
} as const satisfies Record<RunKind, string>;

/** Takes the run that was asked for, or makes one. */
export async function startRun(
  parts: EngineParts,
  connectionId: string,
  kind: RunKind,
): Promise<Run> {
  await closeAbandoned(parts, connectionId);
  const asked = await parts.store.nextQueuedRun(connectionId, kind);
  const run: Run = {
    ...(asked ?? queuedRun(parts, connectionId, { kind, objects: null })),
    state: 'running',
    startedAt: parts.clock.now(),
  };
  await parts.store.saveRun(run);
  parts.report({ event: startEvents[kind], connectionId, runId: run.id });
  return kind === 'reprocess' ? takeAlong(parts, run) : run;
}

/** Keeps what the CRM told of its daily allocation, for people to see. */
async function noteQuota(work: ConnectionWork): Promise<void> {
  const quota = work.quota();
  if (quota !== null) await work.parts.store.changeConnection(work.connection.id, { quota });
}

/** Ends a run that did all it was to do. */
export async function endRun(work: ConnectionWork): Promise<Run> {
  const ended: Run = {
    ...work.run,
    state: 'done',
    endedAt: work.parts.clock.now(),
    counts: work.tally.counts(),
    apiCalls: work.run.apiCalls + work.apiCalls(),
  };
  await work.parts.store.saveRun(ended);
  await noteQuota(work);
  const event = endEvents[work.run.kind];
  work.parts.report({ event, connectionId: ended.connectionId, runId: ended.id });
  return ended;
}

const unexpected = (): SyncError =>
  createSyncError('the run met an error that it does not know', {
    code: 'unexpected',
    retry: 'never',
    effect: 'unknown',
  });

/** Errors of a whole run after which the account is left alone for a while (R-TIME-6). */
const holdReasons: ReadonlyMap<string, string> = new Map([
  ['rate-limited', 'the CRM asked to slow down'],
  ['unavailable', 'the CRM could not be reached'],
]);

/** What we know of the account is out of date: the read that follows describes it anew. */
export async function askToDescribe(parts: EngineParts, connectionId: string): Promise<void> {
  const queued = await parts.store.nextQueuedRun(connectionId, 'read');
  if (queued !== null) return;
  await parts.store.saveRun(queuedRun(parts, connectionId, { kind: 'read', objects: null }));
  await parts.queue.ring({ work: 'read', connectionId });
}

/**
 * Errors of the account, not of a record, keep all work of the connection waiting; a refusal of
 * credentials that were replaced meanwhile says nothing of the new ones.
 */
async function stopConnection(
  parts: EngineParts,
  { id, connectedAt }: Connection,
  error: SyncError,
): Promise<void> {
  if (error.code === 'unauthorized') {
    await parts.store.changeConnection(id, { state: 'needs-reconnect' }, connectedAt);
  }
  if (error.code === 'unsupported') await askToDescribe(parts, id);
  const reason = holdReasons.get(error.code);
  if (reason === undefined) return;
  const until = toInstant(Date.parse(parts.clock.now()) + (error.retryAfterMs ?? slowDownMs));
  // A hold of our own says what is low; one that the CRM asked for is told in our words.
  const why = error.remote === undefined ? error.message : reason;
  await parts.store.changeConnection(id, { hold: { reason: why, until } });
}

/** Background work is nobody else's to ask for again: what may pass later is not given up. */
const goesOn = (run: Run, error: SyncError | null): boolean =>
  isBackground(run) && (error?.retry === 'later' || error?.code === 'unauthorized');

/** What a run could not go on for. */
export interface Failed {
  readonly error: unknown;
  /** As it was when the run began. */
  readonly connection: Connection;
  /** `null` when the account could not even be opened. */
  readonly work: ConnectionWork | null;
}

/**
 * Ends a run that could not go on, or leaves one of the background for later. Expired or revoked
 * credentials stop the connection until a person reconnects it; an error of our own is thrown on
 * after the run has been closed.
 */
export async function failRun(
  parts: EngineParts,
  run: Run,
  { error, connection, work }: Failed,
): Promise<Run> {
  const known = isSyncError(error) ? error : isStaleLease(error) ? overtaken() : null;
  const failure = toFailure(known ?? unexpected());
  const stored = (await parts.store.getRun(run.id)) ?? run;
  const apiCalls = work?.apiCalls() ?? 0;
  const failed: Run = goesOn(run, known)
    ? { ...stored, state: 'queued', apiCalls: stored.apiCalls + apiCalls }
    : { ...stored, state: 'failed', endedAt: parts.clock.now(), apiCalls, failure };
  // Whoever took a background run over goes on with it under the same id.
  if (!isBackground(run) || !isStaleLease(error)) await parts.store.saveRun(failed);
  if (work !== null) await noteQuota(work);
  parts.report({
    event: 'run-fail',
    connectionId: run.connectionId,
    runId: run.id,
    code: failure.code,
  });
  if (known === null) throw error;
  await stopConnection(parts, connection, known);
  return failed;
}
