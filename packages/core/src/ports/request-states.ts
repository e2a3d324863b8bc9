import type { Instant } from '../contract/index.ts';
import type { Plan, WriteRequest } from './request.ts';
import type { NewWriteRequest, WriteConclusion } from './store.ts';

/** A request that nobody asked for before. */
export const openRequest = (asked: NewWriteRequest): WriteRequest => ({
  id: asked.id,
  connectionId: asked.connectionId,
  object: asked.object,
  recordId: asked.recordId,
  seq: 1,
  defaults: asked.defaults,
  trigger: asked.trigger,
  undoes: asked.undoes ?? [],
  writes: asked.undoes === undefined,
  state: 'pending',
  waitingFor: null,
  dueAt: asked.dueAt,
  attempt: 0,
  createdAt: asked.createdAt,
});

/**
 * Latest defaults and triggers win; what the later asking does not name stays. A write asked for
 * before an undo is overtaken by it; one asked for after it follows it.
 */
const mergeAsked = (open: WriteRequest, asked: NewWriteRequest): WriteRequest => ({
  ...open,
  undoes: [...new Set([...open.undoes, ...(asked.undoes ?? [])])],
  writes: asked.undoes === undefined,
  seq: open.seq + 1,
  defaults: { ...open.defaults, ...asked.defaults },
  trigger: {
    play: asked.trigger.play ?? open.trigger.play,
    sequence: asked.trigger.sequence ?? open.trigger.sequence,
  },
});

/** The open request after one more asking; a lost answer is waited for all the same. */
export const askAgain = (
  open: WriteRequest,
  asked: NewWriteRequest,
  openPlan: Plan['phase'] | null,
): WriteRequest => {
  const merged = mergeAsked(open, asked);
  return openPlan === 'unknown' ? merged : dueFrom(merged, asked.dueAt);
};

/** The request after some of its outcomes are settled: the others are next, then the write. */
const concludeUndone = (
  request: WriteRequest,
  { request: { dueAt, attempt }, undone = [] }: WriteConclusion,
): WriteRequest => {
  const undoes = request.undoes.filter((id) => !undone.includes(id));
  const left = { ...request, undoes };
  if (undoes.length > 0 || request.writes) return dueFrom(left, dueAt);
  return { ...left, writes: true, state: 'done', waitingFor: null, dueAt, attempt };
};

/** The request after a conclusion; an asking that arrived since is served next, never lost. */
export const concludeRequest = (
  request: WriteRequest,
  conclusion: WriteConclusion,
  leaseSince: Instant,
): WriteRequest => {
  const { request: ends, plan, undone } = conclusion;
  if (undone !== undefined) return concludeUndone(request, conclusion);
  if (request.seq === ends.seq || plan?.phase === 'unknown') {
    const { state, waitingFor, dueAt, attempt } = ends;
    return { ...request, state, waitingFor, dueAt, attempt };
  }
  return dueFrom(request, request.dueAt < leaseSince ? request.dueAt : leaseSince);
};

/** The request as if just asked for, due from `dueAt` on. */
export const dueFrom = (request: WriteRequest, dueAt: Instant): WriteRequest => ({
  ...request,
  state: 'pending',
  waitingFor: null,
  dueAt,
  attempt: 0,
});
