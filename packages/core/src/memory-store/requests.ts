import type { Instant } from '../contract/index.ts';
import type { NewWriteRequest, Plan, WriteRequest, WriteStore } from '../ports/index.ts';
import { askAgain, dueFrom, openRequest } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import { linksByRecord } from './links.ts';
import { ascending, listPage } from './list-page.ts';
import type { MemoryState } from './memory-state.ts';
import { outcomesThatFit } from './outcomes-that-fit.ts';
import { planSave } from './platform-records.ts';
import { remember } from './remember.ts';

const recordOf = (request: Pick<WriteRequest, 'connectionId' | 'recordId'>): string =>
  indexKey(request.connectionId, request.recordId);

/** Stores a request, and that it is its record's open one as long as it is. */
export const storeRequest = (state: MemoryState, request: WriteRequest): void => {
  const at = recordOf(request);
  state.requests.set(request.id, remember(request));
  if (request.state !== 'done') state.openRequests.set(at, request.id);
  else if (state.openRequests.get(at) === request.id) state.openRequests.delete(at);
};

/** The open request of the same connection and record. */
const openRequestOf = (
  state: MemoryState,
  request: Pick<WriteRequest, 'connectionId' | 'recordId'>,
): WriteRequest | undefined => state.requests.get(state.openRequests.get(recordOf(request)) ?? '');

/** The plan of the request that is not done. */
export const openPlanOf = (state: MemoryState, requestId: string): Plan | undefined =>
  state.plans.get(state.openPlans.get(requestId) ?? '');

const ask = (state: MemoryState, asked: NewWriteRequest): string => {
  const known = openRequestOf(state, asked);
  const plan = known === undefined ? undefined : openPlanOf(state, known.id);
  const request =
    known === undefined ? openRequest(asked) : askAgain(known, asked, plan?.phase ?? null);
  storeRequest(state, request);
  return request.id;
};

/** Every open request of a connection. */
function openRequestsOf(state: MemoryState, connectionId: string): WriteRequest[] {
  const open: WriteRequest[] = [];
  for (const id of state.openRequests.values()) {
    const request = state.requests.get(id);
    if (request?.connectionId === connectionId) open.push(request);
  }
  return open;
}

const byDue = (a: WriteRequest, b: WriteRequest): number =>
  `${a.dueAt} ${a.id}` < `${b.dueAt} ${b.id}` ? -1 : 1;

const canRun = (request: WriteRequest): boolean =>
  request.state === 'pending' || request.state === 'waiting';

const dueRequests =
  (state: MemoryState): WriteStore['dueRequests'] =>
  async ({ connectionId, objects, now, limit, undo = false }) => {
    const due = openRequestsOf(state, connectionId)
      .filter((request) => canRun(request) && request.dueAt <= now)
      .filter((request) => !state.openPlans.has(request.id))
      .filter((request) => request.undoes.length > 0 === undo);
    const first = objects.find((object) => due.some((request) => request.object === object));
    return due
      .filter(({ object }) => object === first)
      .toSorted(byDue)
      .slice(0, limit);
  };

/** The company or person that the request waits for; `null` when it waits for neither. */
const awaited = (state: MemoryState, { state: at, waitingFor, recordId }: WriteRequest) => {
  if (at !== 'waiting') return null;
  const record = state.records.get(recordId);
  if (waitingFor === 'company') return record?.companyId ?? null;
  return waitingFor === 'person' ? (record?.personId ?? null) : null;
};

const releaseWhere = (
  state: MemoryState,
  { connectionId, now }: { readonly connectionId: string; readonly now: Instant },
  isThere: (recordId: string) => boolean,
): void => {
  for (const request of openRequestsOf(state, connectionId)) {
    if (request.dueAt <= now) continue;
    const recordId = awaited(state, request);
    if (recordId !== null && isThere(recordId)) storeRequest(state, { ...request, dueAt: now });
  }
};

const canReopen = (state: MemoryState, request: WriteRequest): boolean => {
  const failed = request.state === 'parked' || state.outcomes.get(request.id)?.status === 'failed';
  const isOnlyOne = (openRequestOf(state, request)?.id ?? request.id) === request.id;
  return failed && isOnlyOne && openPlanOf(state, request.id)?.phase !== 'unknown';
};

const retryRequests =
  (state: MemoryState): WriteStore['retryRequests'] =>
  async (which, now) => {
    const ids =
      'ids' in which
        ? which.ids
        : outcomesThatFit(state, which.filter).map((outcome) => outcome.id);
    const newestFirst = [...new Set(ids)].toSorted().toReversed();
    let count = 0;
    for (const id of newestFirst) {
      const request = state.requests.get(id);
      if (request === undefined || !canReopen(state, request)) continue;
      storeRequest(state, dueFrom(request, now));
      count += 1;
    }
    return count;
  };

/** What is asked to be written, one open request per connection and record. */
export const createRequests = (
  state: MemoryState,
): Pick<
  WriteStore,
  | 'saveAndRequest'
  | 'dueRequests'
  | 'getRequests'
  | 'listOpenRequests'
  | 'release'
  | 'releaseLinked'
  | 'retryRequests'
  | 'nextDueAt'
> => ({
  saveAndRequest: async (records, requests) => {
    const save = planSave(state, records);
    if (save === null) return 'conflict';
    save();
    return requests.map((request) => ask(state, request));
  },
  dueRequests: dueRequests(state),
  getRequests: async (ids) =>
    [...new Set(ids)]
      .map((id) => state.requests.get(id))
      .filter((request) => request !== undefined),
  listOpenRequests: async ({ connectionId, recordIds, ...query }) => {
    const wanted = recordIds === undefined ? null : new Set(recordIds);
    const placed = openRequestsOf(state, connectionId)
      .filter((request) => wanted?.has(request.recordId) ?? true)
      .map((item) => ({ cursor: item.id, item }));
    return listPage(placed, query, ascending);
  },
  release: async (connectionId, { recordIds, now }) => {
    const there = new Set(recordIds);
    releaseWhere(state, { connectionId, now }, (id) => there.has(id));
  },
  releaseLinked: async (connectionId, now) =>
    releaseWhere(state, { connectionId, now }, (id) =>
      linksByRecord(state, [id]).some((link) => link.connectionId === connectionId),
    ),
  retryRequests: retryRequests(state),
  nextDueAt: async (connectionId) =>
    openRequestsOf(state, connectionId)
      .filter(canRun)
      .reduce<Instant | null>(
        (first, { dueAt }) => (first === null || dueAt < first ? dueAt : first),
        null,
      ),
});
