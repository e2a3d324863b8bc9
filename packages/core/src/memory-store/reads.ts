import { identityKeys } from '../platform/index.ts';
import type { PageEffects, ReadContextRequest, ReadStore } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import { requireLease } from './leases.ts';
import { linksByCrmId, linksByRecord, passLinks, storeLink } from './links.ts';
import type { MemoryState } from './memory-state.ts';
import { rowsById, rowsByKey, storeRows } from './mirror.ts';
import { idsByKey, planSave, recordsById } from './platform-records.ts';
import { remember } from './remember.ts';
import { storeCounts } from './runs.ts';

const loadReadContext = (
  state: MemoryState,
  request: ReadContextRequest,
): Awaited<ReturnType<ReadStore['loadReadContext']>> => {
  const { connectionId, object, companies } = request;
  const known = rowsById(state, request, request.ids);
  const keys = [...request.keys, ...known.flatMap((row) => row.keys)];
  const ofIds = linksByCrmId(state, request, request.ids);
  const found = idsByKey(
    state,
    object,
    keys.map((key) => key.value),
  );
  const platform = recordsById(state, [...found, ...ofIds.map((link) => link.recordId)]);
  const rivals = rowsByKey(state, connectionId, [...keys, ...platform.flatMap(identityKeys)]);
  const links = [
    ...ofIds,
    ...rivals.flatMap((row) => linksByCrmId(state, row, [row.id])),
    ...linksByRecord(
      state,
      platform.map((record) => record.id),
    ),
    ...(companies === null
      ? []
      : linksByCrmId(state, { ...companies, connectionId }, companies.ids)),
  ].filter((link) => link.connectionId === connectionId);
  return { known, rivals, platform, links: [...new Set(links)] };
};

const applyEffects = (state: MemoryState, effects: PageEffects): void => {
  const { checkpoint } = effects;
  storeRows(state, effects.rows);
  passLinks(state, checkpoint, effects.merges);
  for (const link of effects.links) storeLink(state, link);
  for (const id of effects.cleared) {
    if (state.outcomes.get(id)?.direction === 'read') state.outcomes.delete(id);
  }
  for (const outcome of effects.skipped) state.outcomes.set(outcome.id, remember(outcome));
  state.checkpoints.set(
    indexKey(checkpoint.connectionId, checkpoint.crmObject),
    remember(checkpoint),
  );
  storeCounts(state, effects.run);
};

/** The mirror, filled page by page. */
export const createReads = (state: MemoryState): ReadStore => ({
  getCheckpoint: async (connectionId, crmObject) =>
    state.checkpoints.get(indexKey(connectionId, crmObject)) ?? null,
  loadReadContext: async (request) => loadReadContext(state, request),
  applyPage: async (effects) => {
    requireLease(state, effects.lease);
    const save = planSave(state, effects.platform);
    if (save === null) return 'conflict';
    save();
    applyEffects(state, effects);
    return 'applied';
  },
});
