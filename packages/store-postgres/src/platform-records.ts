import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import { sql } from 'kysely';
import { askedAtOnce } from './asked-at-once.ts';
import { askedFor } from './asked-for.ts';
import { noteRecords } from './changes.ts';
import { Conflict } from './conflict.ts';
import { inTurns, nextTurn } from './in-turns.ts';
import { saveOpportunities } from './opportunities.ts';
import { packRecord, recordColumns, unpackRecord } from './packed-record.ts';
import type { RecordRow } from './packed-record.ts';
import { jsons, texts } from './page-columns.ts';
import type { Db } from './tables.ts';

/**
 * The index of records begins with their object, so that it serves the lists of one object too:
 * every look-up by id names objects. Most records are of the first two, so these are asked first.
 */
const matchedObjects = ['company', 'person'];
const otherObjects = ['emailMessage', 'task', 'opportunity'];

const objectsOf = (records: readonly PlatformRecord[]) =>
  texts([...new Set(records.map((record) => record.object))]);

interface OwnedKey {
  readonly object: PlatformObject;
  readonly key: string;
  readonly recordId: string;
}

/** A record, and the version that must be there before; 0 when it is new. */
interface Step {
  readonly record: PlatformRecord;
  readonly from: number;
}

const foldVersions = (records: readonly PlatformRecord[]): Step[] => {
  const steps = new Map<string, Step>();
  for (const record of records) {
    const before = steps.get(record.id);
    if (before !== undefined && before.record.version !== record.version - 1) throw new Conflict();
    steps.set(record.id, { record, from: before?.from ?? record.version - 1 });
  }
  return [...steps.values()];
};

const keysOf = (record: PlatformRecord): OwnedKey[] =>
  [...new Set([record.key, ...record.keys])].map((key) => ({
    object: record.object,
    key,
    recordId: record.id,
  }));

const keyText = (key: OwnedKey): string => `${key.object} ${key.recordId} ${key.key}`;

/** In one order everywhere, so that two transactions never wait for each other. */
const byKey = (a: OwnedKey, b: OwnedKey): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

const without = (keys: readonly OwnedKey[], others: readonly OwnedKey[]): OwnedKey[] => {
  if (keys.length === 0) return [];
  const excluded = new Set(others.map(keyText));
  return keys.filter((key) => !excluded.has(keyText(key))).toSorted(byKey);
};

const loadBefore = async (trx: Db, steps: readonly Step[]): Promise<PlatformRecord[]> => {
  const changed = steps.filter((step) => step.from > 0);
  if (changed.length === 0) return [];
  // In one order everywhere, so that two transactions never wait for each other.
  const ids = changed.map((one) => one.record.id).toSorted();
  const objects = objectsOf(changed.map((one) => one.record));
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${askedFor(ids)} cross join lateral (
      select * from concord.platform_record one
      where one.object = any(${objects}) and one.id = asked.value
      offset 0 for update
    ) r`.execute(trx);
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  const hasMoved = changed.some((step) => versions.get(step.record.id) !== step.from);
  if (hasMoved) throw new Conflict();
  return inTurns(rows, unpackRecord);
};

const pageOf = (records: readonly PlatformRecord[]) => sql`
  rows from (
    unnest(
      ${texts(records.map((record) => record.id))},
      ${texts(records.map((record) => record.object))},
      ${texts(records.map((record) => record.key))},
      ${texts(records.map((record) => record.companyId))},
      ${texts(records.map((record) => record.personId))},
      ${records.map((record) => record.version)}::integer[]
    ),
    ${jsons(records.map(packRecord))}
  ) as page (id, object, key, company_id, person_id, version, body)`;

const insertRecords = async (trx: Db, records: readonly PlatformRecord[]): Promise<void> => {
  if (records.length === 0) return;
  await sql`
    insert into concord.platform_record (id, object, key, company_id, person_id, version, body)
    select id, object, key, company_id, person_id, version, body
    from ${pageOf(records)}`.execute(trx);
};

/** Names the ids twice, so that the index is used whatever the planner knows of the table. */
const updateRecords = async (trx: Db, records: readonly PlatformRecord[]): Promise<void> => {
  if (records.length === 0) return;
  await sql`
    update concord.platform_record r
    set key = page.key, company_id = page.company_id, person_id = page.person_id,
      version = page.version, body = page.body
    from ${pageOf(records)}
    where r.object = page.object and r.id = page.id and r.object = any(${objectsOf(records)})
      and r.id = any(${texts(records.map((record) => record.id))})`.execute(trx);
};

const keyArrays = (keys: readonly OwnedKey[]) => sql`
  unnest(
    ${texts(keys.map((key) => key.object))},
    ${texts(keys.map((key) => key.key))},
    ${texts(keys.map((key) => key.recordId))}
  ) as page (object, key, record_id)`;

const giveUpKeys = async (trx: Db, keys: readonly OwnedKey[]): Promise<void> => {
  if (keys.length === 0) return;
  await sql`
    delete from concord.platform_key k using ${keyArrays(keys)}
    where k.object = page.object and k.key = page.key`.execute(trx);
};

const claimKeys = async (trx: Db, keys: readonly OwnedKey[]): Promise<void> => {
  if (keys.length === 0) return;
  await sql`
    insert into concord.platform_key (object, key, record_id)
    select * from ${keyArrays(keys)}`.execute(trx);
};

/**
 * Stores each record over the version before it. Throws `Conflict` when one has moved on; a key
 * that is another's (R-DUP-6) and an id that exists break the table's own uniqueness.
 */
export const saveRecords = async (trx: Db, records: readonly PlatformRecord[]): Promise<void> => {
  const steps = foldVersions(records);
  const before = (await loadBefore(trx, steps)).flatMap(keysOf);
  const after = steps.flatMap((step) => keysOf(step.record));
  await nextTurn();
  await insertRecords(
    trx,
    steps.filter((step) => step.from === 0).map((step) => step.record),
  );
  await updateRecords(
    trx,
    steps.filter((step) => step.from > 0).map((step) => step.record),
  );
  await giveUpKeys(trx, without(before, after));
  await claimKeys(trx, without(after, before));
  const saved = steps.map((step) => step.record);
  await saveOpportunities(trx, saved);
  await noteRecords(trx, saved, false);
};

/** Removes records with their keys. */
export const removeRecords = async (trx: Db, ids: readonly string[]): Promise<void> => {
  const records = await recordsById(trx, ids);
  if (records.length === 0) return;
  await giveUpKeys(trx, records.flatMap(keysOf).toSorted(byKey));
  await sql`
    delete from concord.platform_record
    where object = any(${objectsOf(records)})
      and id = any(${texts(records.map((record) => record.id))})`.execute(trx);
  await noteRecords(trx, records, true);
};

const recordsOf = async (
  db: Db,
  objects: readonly string[],
  ids: readonly string[],
): Promise<PlatformRecord[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${askedFor(ids)} cross join lateral (
      select * from concord.platform_record one
      where one.object = any(${texts(objects)}) and one.id = asked.value
      offset 0
    ) r`.execute(db);
  return inTurns(rows, unpackRecord);
};

/** The records of these ids that exist. */
export const recordsById = async (db: Db, ids: readonly string[]): Promise<PlatformRecord[]> => {
  const found = await recordsOf(db, matchedObjects, ids);
  const known = new Set(found.map((record) => record.id));
  const others = ids.filter((id) => !known.has(id));
  return [...found, ...(await recordsOf(db, otherObjects, others))];
};

/** Ids of the records known by one of the keys. */
export const idsByKey = async (
  db: Db,
  object: PlatformObject,
  keys: readonly string[],
): Promise<string[]> => {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ record_id: string }>`
    select k.record_id from ${askedAtOnce(keys)} cross join lateral (
      select record_id from concord.platform_key one
      where one.object = ${object} and one.key = any(asked.values)
      offset 0
    ) k`.execute(db);
  return rows.map((row) => row.record_id);
};
