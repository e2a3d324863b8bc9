import type { PlatformRecord } from '../platform/index.ts';
import type { Store } from '../ports/index.ts';

/**
 * The store for one question: a platform record is loaded once, however many steps ask for it, and
 * is the same in all of them.
 */
export function rememberRecords(store: Store): Store {
  const known = new Map<string, PlatformRecord | null>();
  const getRecords: Store['getRecords'] = async (ids) => {
    const distinct = [...new Set(ids)];
    const missing = distinct.filter((id) => !known.has(id));
    const loaded = missing.length === 0 ? [] : await store.getRecords(missing);
    for (const id of missing) known.set(id, null);
    for (const record of loaded) known.set(record.id, record);
    return distinct.flatMap((id) => known.get(id) ?? []);
  };
  // A store may be anything that has its methods: all others are reached through it.
  return Object.assign(Object.create(store) as Store, { getRecords });
}
