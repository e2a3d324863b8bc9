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
  state: 'pending',
  waitingFor: null,
  dueAt: asked.dueAt,
  attempt: 0,
  createdAt: asked.createdAt,
});

/** Latest defaults and triggers win; what the later asking does not name stays. */
const mergeAsked = (open: WriteRequest, asked: NewWriteRequest): WriteRequest => ({
  ...open,
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

/** The request after a conclusion; an asking that arrived since is served next, never lost. */
export const concludeRequest = (
  request: WriteRequest,
  { request: ends, plan }: WriteConclusion,
  leaseSince: Instant,
): WriteRequest => {
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
