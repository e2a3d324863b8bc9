import type { MirrorRow, MatchedObject, PlatformRecord } from '../platform/index.ts';
import { isLive } from './is-live.ts';
import { keysOfRow } from './keys-of-row.ts';
import type { KnownRecords } from './move-keys.ts';
import type { PageRows } from './page-rows.ts';

/** Live CRM records that are one platform record. */
export interface Group {
  /** `null` while the platform has none. */
  readonly record: PlatformRecord | null;
  readonly keys: ReadonlySet<string>;
  readonly rows: readonly MirrorRow[];
  /** Records of the page that had one of the keys before it. */
  readonly former: ReadonlySet<MirrorRow>;
}

interface OpenGroup extends Group {
  readonly keys: Set<string>;
  readonly rows: MirrorRow[];
  readonly former: Set<MirrorRow>;
}

/** Which of the rows are one platform record, by their match keys. */
export const groupRows = (
  rows: PageRows,
  records: KnownRecords,
  object: MatchedObject,
): readonly Group[] => {
  const byKey = new Map<string, OpenGroup>();
  for (const row of rows.live) {
    const keys = keysOfRow(row, object);
    if (keys.length === 0) continue;
    const group = groupFor(keys, records, byKey);
    group.rows.push(row);
    for (const key of keys) claim(key, group, { records, byKey });
  }
  for (const row of rows.known.values()) {
    if (!isLive(row)) continue;
    for (const key of keysOfRow(row, object)) byKey.get(key)?.former.add(row);
  }
  return [...new Set(byKey.values())];
};

/** The group of the platform record that has one of the keys, else of an earlier row. */
const groupFor = (
  keys: readonly string[],
  records: KnownRecords,
  byKey: ReadonlyMap<string, OpenGroup>,
): OpenGroup => {
  const record = keys.map((key) => records.byKey.get(key)).find((one) => one !== undefined);
  const open = (record?.keys ?? keys).map((key) => byKey.get(key)).find((one) => one !== undefined);
  return open ?? { record: record ?? null, keys: new Set(), rows: [], former: new Set() };
};

/** A key that another platform record or another group has stays there (R-DUP-6). */
const claim = (
  key: string,
  group: OpenGroup,
  { records, byKey }: { readonly records: KnownRecords; readonly byKey: Map<string, OpenGroup> },
): void => {
  const owner = records.byKey.get(key);
  if (byKey.has(key) || (owner !== undefined && owner !== group.record)) return;
  group.keys.add(key);
  byKey.set(key, group);
};
