import type { MirrorRow, PlatformObject, PlatformRecord } from '../platform/index.ts';
import { keysOfRow } from './keys-of-row.ts';
import type { KnownRecords } from './move-keys.ts';
import type { PageRows } from './page-rows.ts';

/** Live CRM records that are one platform record. */
export interface Group {
  /** `null` while the platform has none. */
  readonly record: PlatformRecord | null;
  readonly keys: readonly string[];
  readonly rows: readonly MirrorRow[];
  /** Records of the page that had one of the keys before it. */
  readonly former: readonly MirrorRow[];
}

interface OpenGroup {
  readonly record: PlatformRecord | null;
  readonly keys: Set<string>;
  readonly rows: MirrorRow[];
  readonly former: Set<MirrorRow>;
}

/** Which of the rows are one platform record, by their match keys. */
export const groupRows = (
  rows: PageRows,
  records: KnownRecords,
  object: PlatformObject,
): Group[] => {
  const byKey = new Map<string, OpenGroup>();
  const byRecord = new Map<string, OpenGroup>();
  const groupFor = (keys: readonly string[]): OpenGroup => {
    const record = keys.map((key) => records.byKey.get(key)).find((one) => one !== undefined);
    const group =
      record === undefined
        ? keys.map((key) => byKey.get(key)).find((one) => one !== undefined)
        : byRecord.get(record.id);
    return group ?? { record: record ?? null, keys: new Set(), rows: [], former: new Set() };
  };
  for (const row of rows.live) {
    const keys = keysOfRow(row, object);
    if (keys.length === 0) continue;
    const group = groupFor(keys);
    group.rows.push(row);
    if (group.record !== null) byRecord.set(group.record.id, group);
    for (const key of keys) {
      const owner = records.byKey.get(key)?.id ?? group.record?.id;
      if (owner !== group.record?.id || byKey.has(key)) continue;
      group.keys.add(key);
      byKey.set(key, group);
    }
  }
  for (const row of rows.known.values()) {
    if (row.removed) continue;
    for (const key of keysOfRow(row, object)) byKey.get(key)?.former.add(row);
  }
  return [...new Set([...byKey.values(), ...byRecord.values()])].map(
    ({ record, keys, rows: members, former }) => ({
      record,
      keys: [...keys],
      rows: members,
      former: [...former],
    }),
  );
};
