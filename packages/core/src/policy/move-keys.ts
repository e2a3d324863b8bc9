import type { MirrorRow, MatchedObject, PlatformRecord } from '../platform/index.ts';
import type { PageFacts } from './page-facts.ts';
import type { PageLinks } from './page-links.ts';
import type { PageRows } from './page-rows.ts';
import { keyField, keysOfRow } from './keys-of-row.ts';
import { isForeign, sourceOf } from './source-of.ts';

/** Platform records as a page finds them, by id and by each of their keys. */
export interface KnownRecords {
  readonly byId: Map<string, PlatformRecord>;
  readonly byKey: Map<string, PlatformRecord>;
}

/** What decides whose a match key is after a page. */
export interface MoveFacts {
  readonly facts: PageFacts;
  readonly object: MatchedObject;
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
  const moving = { ...move, records, waiting: new Map<string, MirrorRow>() };
  for (const row of move.rows.live) if (move.rows.isOnPage(row)) moveAlong(row, moving);
  return records;
};

interface Moving extends MoveFacts {
  readonly records: KnownRecords;
  /** The first row whose new key another record still has, by that key. */
  readonly waiting: Map<string, MirrorRow>;
}

/** Two records may pass a key on: a move can free the key that another one waits for. */
const moveAlong = (row: MirrorRow, moving: Moving): void => {
  const turns = [row];
  for (let next = turns.pop(); next !== undefined; next = turns.pop()) {
    for (const key of moveKey(next, moving)) {
      const waiting = moving.waiting.get(key);
      if (waiting !== undefined) turns.push(waiting);
    }
  }
};

/** Moves the record that a row is linked to; answers the keys that are free from then on. */
const moveKey = (row: MirrorRow, moving: Moving): Iterable<string> => {
  const link = moving.links.ofRow(row.crmObject, row.id);
  const record = link === undefined ? undefined : moving.records.byId.get(link.recordId);
  const keys = keysOfRow(row, moving.object);
  if (record === undefined || keys.length === 0) return [];
  const taken = keys.find((key) => moving.records.byKey.has(key));
  if (taken !== undefined) {
    if (!moving.waiting.has(taken)) moving.waiting.set(taken, row);
    return [];
  }
  return speaksFor(row, record, moving) ? moveRecord(record, row, moving) : [];
};

const moveRecord = (record: PlatformRecord, row: MirrorRow, moving: Moving): Set<string> => {
  const { byId, byKey } = moving.records;
  const keys = keysOfRow(row, moving.object);
  const gone = goneKeys(row, record, moving);
  const kept = record.keys.filter((value) => !gone.has(value));
  const moved = isOldNews(row, record, moving)
    ? { ...record, keys: [...kept, ...keys] }
    : { ...rename(record, row, moving), keys: [...keys, ...kept] };
  for (const value of gone) byKey.delete(value);
  for (const value of moved.keys) byKey.set(value, moved);
  byId.set(record.id, moved);
  return gone;
};

/** The record under the row's own key, which is then what the row says of it. */
const rename = (record: PlatformRecord, row: MirrorRow, { object }: MoveFacts): PlatformRecord => {
  const [key = record.key] = keysOfRow(row, object);
  const field = keyField[object];
  const fields = { ...record.fields, [field]: key };
  return { ...record, key, fields, sources: { ...record.sources, [field]: sourceOf(row) } };
};

/** A row that says what it said before never renames a record that another connection renamed. */
const isOldNews = (
  row: MirrorRow,
  record: PlatformRecord,
  { rows, object }: MoveFacts,
): boolean => {
  const before = rows.before(row);
  if (before === null || !isForeign(record.sources[keyField[object]], sourceOf(row))) return false;
  return keysOfRow(before, object)[0] === keysOfRow(row, object)[0];
};

/**
 * Keys the row had before, unless another CRM record of the same platform record has them: in this
 * connection, or in another one, where somebody new under the key would take that record over.
 */
const goneKeys = (row: MirrorRow, record: PlatformRecord, move: MoveFacts): Set<string> => {
  const before = move.rows.known.get(row.id);
  const gone = new Set(before === undefined ? [] : keysOfRow(before, move.object));
  for (const key of move.facts.elsewhere) gone.delete(key);
  for (const other of linkedRows(record, move)) {
    for (const key of keysOfRow(other, move.object)) gone.delete(key);
  }
  return new Set(record.keys.filter((key) => gone.has(key)));
};

/** A Lead does not move a person whose Contact still has the old address. */
const speaksFor = (row: MirrorRow, record: PlatformRecord, move: MoveFacts): boolean => {
  const { rank } = move.facts;
  return !linkedRows(record, move).some(
    (other) =>
      rank(other.crmObject) < rank(row.crmObject) &&
      keysOfRow(other, move.object).includes(record.key),
  );
};

/** Rows of other objects that are the same platform record. */
const linkedRows = (record: PlatformRecord, { rows, links }: MoveFacts): MirrorRow[] =>
  [...rows.others].flatMap(([name, others]) => {
    const link = links.ofRecord(record.id, name);
    return link === undefined ? [] : (others.get(link.crmId) ?? []);
  });
