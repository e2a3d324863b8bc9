import { noteRemovals } from './changes.ts';
import { forgetLink, linksByRecord } from './links.ts';
import type { MemoryState } from './memory-state.ts';
import { keysOf, recordsById } from './platform-records.ts';
import { forgetRelations } from './relations.ts';

const forgetRequests = (state: MemoryState, recordId: string): void => {
  for (const [at, id] of state.openRequests) {
    if (state.requests.get(id)?.recordId !== recordId) continue;
    state.openRequests.delete(at);
    state.requests.delete(id);
    state.plans.delete(state.openPlans.get(id) ?? '');
    state.openPlans.delete(id);
  }
};

/** Forgets platform records: their keys, links, open requests, and what their CRM records said. */
export const forgetRecords = (state: MemoryState, ids: readonly string[]): void => {
  noteRemovals(state, recordsById(state, ids));
  for (const id of ids) {
    const record = state.records.get(id);
    if (record !== undefined) keysOf(record).forEach((key) => state.recordKeys.delete(key));
    state.records.delete(id);
    for (const link of linksByRecord(state, [id])) {
      forgetRelations(state, link.connectionId, { object: link.crmObject, id: link.crmId });
      forgetLink(state, link);
    }
    forgetRequests(state, id);
  }
};
