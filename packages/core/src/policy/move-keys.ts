import type { MirrorRow, PlatformObject, PlatformRecord } from '../platform/index.ts';
import type { PageFacts } from './page-facts.ts';
import type { PageLinks } from './page-links.ts';
import type { PageRows } from './page-rows.ts';
import { keyField, keysOfRow } from './keys-of-row.ts';

/** Platform records as a page finds them, by id and by each of their keys. */
export interface KnownRecords {
  readonly byId: Map<string, PlatformRecord>;
  readonly byKey: Map<string, PlatformRecord>;
}

export interface MoveFacts {
  readonly facts: PageFacts;
  readonly object: PlatformObject;
  readonly rows: PageRows;
  readonly links: PageLinks;
}

/**
 * The platform's records, moved to the key that their CRM record has now (R-PERSON-7). A record
 * whose new key another one has stays; the CRM record then speaks for that other one.
 */
export const moveKeys = (move: MoveFacts): KnownRecords => {
  const { platform } = move.facts.context;
  const records: KnownRecords = {
    byId: new Map(platform.map((record) => [record.id, record])),
    byKey: new Map(platform.flatMap((record) => record.keys.map((key) => [key, record]))),
  };
  // Two records may pass a key on: each move can free the key that another one waits for.
  let waiting = move.rows.live.filter(move.rows.isOnPage);
  for (let left = -1; left !== waiting.length;) {
    left = waiting.length;
    waiting = waiting.filter((row) => !moveKey(row, move, records));
  }
  return records;
};

const moveKey = (row: MirrorRow, move: MoveFacts, records: KnownRecords): boolean => {
  const link = move.links.ofRow(row.crmObject, row.id);
  const record = link === undefined ? undefined : records.byId.get(link.recordId);
  const keys = keysOfRow(row, move.object);
  const [key] = keys;
  if (record === undefined || key === undefined) return false;
  if (keys.some((value) => records.byKey.has(value)) || !speaksFor(row, record, move)) return false;
  const gone = goneKeys(row, record, move);
  const kept = record.keys.filter((value) => !gone.has(value));
  const fields = { ...record.fields, [keyField[move.object]]: key };
  const moved = { ...record, key, keys: [...keys, ...kept], fields };
  for (const value of gone) records.byKey.delete(value);
  for (const value of moved.keys) records.byKey.set(value, moved);
  records.byId.set(record.id, moved);
  return true;
};

/** Keys the row had before, unless another CRM record of the same platform record has them. */
const goneKeys = (row: MirrorRow, record: PlatformRecord, move: MoveFacts): Set<string> => {
  const before = move.rows.known.get(row.id);
  const gone = new Set(before === undefined ? [] : keysOfRow(before, move.object));
  for (const other of linkedRows(row, record, move)) {
    for (const key of keysOfRow(other, move.object)) gone.delete(key);
  }
  return new Set(record.keys.filter((key) => gone.has(key)));
};

/** A Lead does not move a person whose Contact still has the old address. */
const speaksFor = (row: MirrorRow, record: PlatformRecord, move: MoveFacts): boolean => {
  const { rank } = move.facts;
  return !linkedRows(row, record, move).some(
    (other) =>
      rank(other.crmObject) < rank(row.crmObject) &&
      keysOfRow(other, move.object).includes(record.key),
  );
};

/** Rows of other objects that are the same platform record. */
const linkedRows = (row: MirrorRow, record: PlatformRecord, move: MoveFacts): MirrorRow[] => {
  const others = [...move.rows.crmObjects].filter((name) => name !== row.crmObject);
  return others.flatMap((name) => {
    const link = move.links.ofRecord(record.id, name);
    return link === undefined ? [] : (move.rows.find(name, link.crmId) ?? []);
  });
};
