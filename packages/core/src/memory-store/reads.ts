import { identityKeys, isIdentityKey } from '../platform/index.ts';
import type { PageEffects, ReadContextRequest, ReadStore } from '../ports/index.ts';
import { noteOutcomes } from './changes.ts';
import { forgetRecords } from './forget-records.ts';
import { indexKey } from './index-key.ts';
import { requireLease } from './leases.ts';
import { linksByCrmId, linksByRecord, passLinks, storeLink } from './links.ts';
import type { MemoryState } from './memory-state.ts';
import { keysElsewhere, listMirror, rowsById, rowsByKey, storeRows } from './mirror.ts';
import { idsByKey, planSave, recordsById } from './platform-records.ts';
import { passRelations, storeRelations } from './relations.ts';
import { remember } from './remember.ts';
import { storeCounts } from './runs.ts';

const loadReadContext = (
  state: MemoryState,
  request: ReadContextRequest,
): Awaited<ReturnType<ReadStore['loadReadContext']>> => {
  const { connectionId, object } = request;
  const known = rowsById(state, request, request.ids);
  const keys = [...request.keys, ...known.flatMap((row) => row.keys).filter(isIdentityKey)];
  const ofIds = linksByCrmId(state, request, request.ids);
  const found = idsByKey(
    state,
    object,
    keys.map((key) => key.value),
  );
  const platform = recordsById(state, [...found, ...ofIds.map((link) => link.recordId)]);
  const companies = recordsById(state, idsByKey(state, 'company', request.domains));
  const rivals = rowsByKey(state, connectionId, [...keys, ...platform.flatMap(identityKeys)]);
  const links = [
    ...ofIds,
    ...rivals.flatMap((row) => linksByCrmId(state, row, [row.id])),
    ...linksByRecord(
      state,
      [...platform, ...companies].map((record) => record.id),
    ),
    ...(request.companies === null
      ? []
      : linksByCrmId(state, { ...request.companies, connectionId }, request.companies.ids)),
  ].filter((link) => link.connectionId === connectionId);
  return { known, rivals, platform, companies, links: [...new Set(links)] };
};

const openTasks =
  ({ records }: MemoryState): ReadStore['openTasks'] =>
  async (personIds) => {
    const people = new Set(personIds);
    return [...records.values()]
      .filter(({ object, fields }) => object === 'task' && fields['status'] === 'READY')
      .filter(({ personId }) => personId !== null && people.has(personId))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };

const applyEffects = (state: MemoryState, effects: PageEffects): void => {
  const { checkpoint } = effects;
  storeRows(state, effects.rows);
  passLinks(state, effects, effects.merges);
  passRelations(state, effects, effects.merges);
  for (const link of effects.links) storeLink(state, link);
  storeRelations(state, effects);
  forgetRecords(state, effects.forgotten);
  for (const id of effects.cleared) {
    if (state.outcomes.get(id)?.direction === 'read') state.outcomes.delete(id);
  }
  for (const outcome of effects.skipped) state.outcomes.set(outcome.id, remember(outcome));
  noteOutcomes(state, effects.skipped);
  if (checkpoint !== null) {
    const place = indexKey(checkpoint.connectionId, checkpoint.crmObject);
    state.checkpoints.set(place, remember(checkpoint));
  }
  storeCounts(state, effects.run);
};

/** The mirror, filled page by page. */
export const createReads = (state: MemoryState): ReadStore => ({
  getCheckpoint: async (connectionId, crmObject) =>
    state.checkpoints.get(indexKey(connectionId, crmObject)) ?? null,
  loadReadContext: async (request) => loadReadContext(state, request),
  keysElsewhere: async (connectionId, keys) => keysElsewhere(state, connectionId, keys),
  applyPage: async (effects) => {
    requireLease(state, effects.lease);
    const save = planSave(state, effects.platform);
    if (save === null) return 'conflict';
    save();
    applyEffects(state, effects);
    return 'applied';
  },
  listMirror: listMirror(state),
  openTasks: openTasks(state),
});
