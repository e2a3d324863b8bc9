import type { PlatformObject, PlatformRecord } from '../platform/index.ts';
import { noteRecords } from './changes.ts';
import { indexKey } from './index-key.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

/** The places of a record's keys in `recordKeys`. */
export const keysOf = (record: PlatformRecord): string[] =>
  [...new Set([record.key, ...record.keys])].map((key) => indexKey(record.object, key));

const followVersions = (
  state: MemoryState,
  records: readonly PlatformRecord[],
): Map<string, PlatformRecord> | null => {
  const next = new Map<string, PlatformRecord>();
  for (const record of records) {
    const version = (next.get(record.id) ?? state.records.get(record.id))?.version ?? 0;
    if (record.version !== version + 1) return null;
    next.set(record.id, record);
  }
  return next;
};

const claimKeys = (
  state: MemoryState,
  next: ReadonlyMap<string, PlatformRecord>,
): Map<string, string> | null => {
  const claims = new Map<string, string>();
  for (const record of next.values()) {
    for (const key of keysOf(record)) {
      const owner = state.recordKeys.get(key);
      const keeps = owner !== undefined && owner !== record.id && !next.has(owner);
      if (keeps || (claims.has(key) && claims.get(key) !== record.id)) return null;
      claims.set(key, record.id);
    }
  }
  return claims;
};

/**
 * What saving the records would do, or `null` when one of them has moved past the version it was
 * made from or its key is another's (R-DUP-6).
 */
export const planSave = (
  state: MemoryState,
  records: readonly PlatformRecord[],
): (() => void) | null => {
  const next = followVersions(state, records);
  const claims = next === null ? null : claimKeys(state, next);
  if (next === null || claims === null) return null;
  return () => {
    for (const id of next.keys()) {
      const known = state.records.get(id);
      if (known !== undefined) keysOf(known).forEach((key) => state.recordKeys.delete(key));
    }
    for (const [key, id] of claims) state.recordKeys.set(key, id);
    for (const [id, record] of next) state.records.set(id, remember(record));
    noteRecords(state, [...next.values()]);
  };
};

/** The records of these ids that exist. */
export const recordsById = (state: MemoryState, ids: readonly string[]): PlatformRecord[] =>
  [...new Set(ids)].map((id) => state.records.get(id)).filter((record) => record !== undefined);

/** Ids of the records known by one of the keys. */
export const idsByKey = (
  state: MemoryState,
  object: PlatformObject,
  keys: readonly string[],
): string[] =>
  keys.map((key) => state.recordKeys.get(indexKey(object, key))).filter((id) => id !== undefined);
