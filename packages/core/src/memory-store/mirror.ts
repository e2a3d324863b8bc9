import type { MatchKey, RemoteId } from '../contract/index.ts';
import type { MirrorRow, ReadStore } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

const placeOf = (row: MirrorRow): string => indexKey(row.connectionId, row.crmObject, row.id);

const keyOf = (connectionId: string, key: MatchKey): string =>
  indexKey(connectionId, key.kind, key.value);

const nameOf = ({ kind, value }: MatchKey): string => indexKey(kind, value);

const forgetKeys = ({ mirrorKeys }: MemoryState, row: MirrorRow): void => {
  for (const key of row.keys) mirrorKeys.get(keyOf(row.connectionId, key))?.delete(placeOf(row));
};

const rememberKeys = ({ mirrorKeys }: MemoryState, row: MirrorRow): void => {
  for (const key of row.keys) {
    const at = keyOf(row.connectionId, key);
    mirrorKeys.set(at, (mirrorKeys.get(at) ?? new Set()).add(placeOf(row)));
  }
};

/** Stores rows that are not older than the ones that are there. */
export const storeRows = (state: MemoryState, rows: readonly MirrorRow[]): void => {
  for (const row of rows) {
    const known = state.mirror.get(placeOf(row));
    if (known !== undefined && known.modifiedAt > row.modifiedAt) continue;
    if (known !== undefined) forgetKeys(state, known);
    const { associated: _told, ...mirrored } = row;
    state.mirror.set(placeOf(row), remember(mirrored));
    rememberKeys(state, row);
  }
};

/** Drops what makes an update of the row conditional. */
export const dropRevision = (
  state: MemoryState,
  at: { readonly connectionId: string; readonly crmObject: string; readonly crmId: RemoteId },
): void => {
  const place = indexKey(at.connectionId, at.crmObject, at.crmId);
  const row = state.mirror.get(place);
  if (row !== undefined) state.mirror.set(place, Object.freeze({ ...row, revision: null }));
};

/** The rows of these ids, removed ones among them. */
export const rowsById = (
  state: MemoryState,
  at: { readonly connectionId: string; readonly crmObject: string },
  ids: readonly RemoteId[],
): MirrorRow[] =>
  [...new Set(ids)]
    .map((id) => state.mirror.get(indexKey(at.connectionId, at.crmObject, id)))
    .filter((row) => row !== undefined);

/** Live rows of any object that carry one of the keys. */
export const rowsByKey = (
  state: MemoryState,
  connectionId: string,
  keys: readonly MatchKey[],
): MirrorRow[] => {
  const places = keys.flatMap((key) => [...(state.mirrorKeys.get(keyOf(connectionId, key)) ?? [])]);
  return [...new Set(places)]
    .map((place) => state.mirror.get(place))
    .filter((row) => row !== undefined)
    .filter((row) => !row.removed);
};

/** Values of the keys that live rows of other connections carry. */
export const keysElsewhere = (
  { mirror }: MemoryState,
  connectionId: string,
  keys: readonly MatchKey[],
): string[] => {
  const others = [...mirror.values()].filter(
    (row) => row.connectionId !== connectionId && !row.removed,
  );
  const held = new Set(others.flatMap((row) => row.keys.map(nameOf)));
  return [...new Set(keys.filter((key) => held.has(nameOf(key))).map(({ value }) => value))];
};

/** Rows of one object by id, removed ones among them. */
export const listMirror =
  ({ mirror }: MemoryState): ReadStore['listMirror'] =>
  async ({ connectionId, crmObject, after, limit }) =>
    [...mirror.values()]
      .filter((row) => row.connectionId === connectionId && row.crmObject === crmObject)
      .filter((row) => after === null || row.id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);
