import type { RecordRef } from '../contract/index.ts';
import { followMerges, type PlatformRecord } from '../platform/index.ts';
import type { PageEffects, Relation } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import { linksByRecord } from './links.ts';
import type { LinkPlace } from './links.ts';
import type { MemoryState } from './memory-state.ts';
import { recordsById } from './platform-records.ts';
import { remember } from './remember.ts';

const placeOf = (connectionId: string, { object, id }: RecordRef): string =>
  indexKey(connectionId, object, id);

const endsOf = ({ from, to }: Relation): string => indexKey(from.object, from.id, to.object, to.id);

const addRelation = (state: MemoryState, relation: Relation): void => {
  const at = placeOf(relation.connectionId, relation.source);
  const said = state.relations.get(at) ?? new Map<string, Relation>();
  state.relations.set(at, said.set(endsOf(relation), remember(relation)));
};

/** Forgets what a CRM record said of others. */
export const forgetRelations = (
  state: MemoryState,
  connectionId: string,
  source: RecordRef,
): void => {
  state.relations.delete(placeOf(connectionId, source));
};

/** Stores relations in place of all that their sources said before. */
export const storeRelations = (state: MemoryState, effects: PageEffects): void => {
  for (const source of effects.relationsOf) forgetRelations(state, effects.connectionId, source);
  for (const relation of effects.relations) addRelation(state, relation);
};

/** Moves the ends of relations from merged records to the survivor. */
export const passRelations = (
  state: MemoryState,
  at: LinkPlace,
  merges: PageEffects['merges'],
): void => {
  if (merges.length === 0) return;
  const survivorOf = followMerges(merges);
  const move = (end: RecordRef): RecordRef =>
    end.object === at.crmObject ? { ...end, id: survivorOf(end.id) } : end;
  const before = [...state.relations.values()]
    .flatMap((said) => [...said.values()])
    .filter(({ connectionId }) => connectionId === at.connectionId);
  for (const relation of before) {
    state.relations.get(placeOf(at.connectionId, relation.source))?.delete(endsOf(relation));
  }
  for (const relation of before) {
    addRelation(state, { ...relation, from: move(relation.from), to: move(relation.to) });
  }
};

const otherEnds = ({ relations }: MemoryState): ReadonlyMap<string, ReadonlySet<string>> => {
  const ends = new Map<string, Set<string>>();
  const add = (one: string, other: string) =>
    ends.set(one, (ends.get(one) ?? new Set()).add(other));
  for (const said of relations.values()) {
    for (const { connectionId, from, to } of said.values()) {
      add(placeOf(connectionId, from), placeOf(connectionId, to));
      add(placeOf(connectionId, to), placeOf(connectionId, from));
    }
  }
  return ends;
};

/** The platform records that a record is related to in any CRM, as things stand. */
export const relatedRecords = (state: MemoryState): ((recordId: string) => PlatformRecord[]) => {
  const ends = otherEnds(state);
  return (recordId) => {
    const links = linksByRecord(state, [recordId]);
    const others = links.flatMap(({ connectionId, crmObject, crmId }) => [
      ...(ends.get(indexKey(connectionId, crmObject, crmId)) ?? []),
    ]);
    return recordsById(
      state,
      others.flatMap((place) => state.linksByCrmId.get(place)?.recordId ?? []),
    );
  };
};
