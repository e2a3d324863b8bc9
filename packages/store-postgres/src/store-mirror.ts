import type { MatchKey, RemoteId } from '@concord/core/contract';
import type { MirrorRow } from '@concord/core/ports';
import { sql } from 'kysely';
import type { MirrorPlace } from './mirror-rows.ts';
import type { Db } from './tables.ts';
import { toColumn } from './text-column.ts';

/** A mirror row as it was before: what must be known to replace it. */
interface KnownRow {
  readonly crm_id: string;
  readonly modified_at: string;
  readonly removed: boolean;
  readonly keys: readonly MatchKey[];
}

interface PlacedKey extends MatchKey {
  readonly crmId: string;
}

const newestOfEach = (rows: readonly MirrorRow[]): Map<string, MirrorRow> => {
  const newest = new Map<string, MirrorRow>();
  for (const row of rows) {
    const id = toColumn(row.id);
    if ((newest.get(id)?.modifiedAt ?? '') <= row.modifiedAt) newest.set(id, row);
  }
  return newest;
};

const loadKnown = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  ids: readonly string[],
): Promise<Map<string, KnownRow>> => {
  const { rows } = await sql<KnownRow>`
    select crm_id, modified_at, removed, keys from concord.mirror
    where connection_id = ${connectionId} and crm_object = ${crmObject}
      and crm_id = any(${ids}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.crm_id, row]));
};

/** One array for each column, so that a page of rows is one parameter each. */
const arraysOf = (rows: readonly MirrorRow[]) => sql`
  unnest(
    ${rows.map((row) => toColumn(row.id))}::text[],
    ${rows.map((row) => row.modifiedAt)}::text[],
    ${rows.map((row) => (row.revision === null ? null : toColumn(row.revision)))}::text[],
    ${rows.map((row) => row.removed)}::boolean[],
    ${rows.map((row) => (row.mergedInto === null ? null : toColumn(row.mergedInto)))}::text[],
    ${rows.map((row) => JSON.stringify(row.keys))}::json[],
    ${rows.map((row) => JSON.stringify(row.fields))}::json[]
  ) as page (crm_id, modified_at, revision, removed, merged_into, keys, fields)`;

const insertRows = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  rows: readonly MirrorRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into concord.mirror (connection_id, crm_object, crm_id, modified_at, revision,
      removed, merged_into, keys, fields)
    select ${connectionId}, ${crmObject}, page.* from ${arraysOf(rows)}`.execute(trx);
};

const updateRows = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  rows: readonly MirrorRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    update concord.mirror m
    set modified_at = page.modified_at, revision = page.revision, removed = page.removed,
      merged_into = page.merged_into, keys = page.keys, fields = page.fields
    from ${arraysOf(rows)}
    where m.connection_id = ${connectionId} and m.crm_object = ${crmObject}
      and m.crm_id = page.crm_id`.execute(trx);
};

const keyText = ({ kind, value, crmId }: PlacedKey): string => JSON.stringify([kind, value, crmId]);

const placeKeys = (crmId: string, keys: readonly MatchKey[]): PlacedKey[] =>
  keys.map(({ kind, value }) => ({ kind, value: toColumn(value), crmId }));

const without = (keys: readonly PlacedKey[], others: readonly PlacedKey[]): PlacedKey[] => {
  const excluded = new Set(others.map(keyText));
  return [...new Map(keys.map((key) => [keyText(key), key])).values()].filter(
    (key) => !excluded.has(keyText(key)),
  );
};

const keyArrays = (keys: readonly PlacedKey[]) => sql`
  unnest(
    ${keys.map((key) => key.kind)}::text[],
    ${keys.map((key) => key.value)}::text[],
    ${keys.map((key) => key.crmId)}::text[]
  ) as page (kind, value, crm_id)`;

const removeKeys = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  keys: readonly PlacedKey[],
): Promise<void> => {
  if (keys.length === 0) return;
  await sql`
    delete from concord.mirror_key k using ${keyArrays(keys)}
    where k.connection_id = ${connectionId} and k.kind = page.kind and k.value = page.value
      and k.crm_object = ${crmObject} and k.crm_id = page.crm_id`.execute(trx);
};

const addKeys = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  keys: readonly PlacedKey[],
): Promise<void> => {
  if (keys.length === 0) return;
  await sql`
    insert into concord.mirror_key (connection_id, kind, value, crm_object, crm_id)
    select ${connectionId}, kind, value, ${crmObject}, crm_id
    from ${keyArrays(keys)}`.execute(trx);
};

const addToCount = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  difference: number,
): Promise<void> => {
  if (difference === 0) return;
  await sql`
    insert into concord.mirror_count as c (connection_id, crm_object, live)
    values (${connectionId}, ${crmObject}, ${difference})
    on conflict (connection_id, crm_object) do update
    set live = c.live + excluded.live`.execute(trx);
};

const liveOf = (rows: Iterable<{ readonly removed: boolean }>): number =>
  [...rows].filter((row) => !row.removed).length;

const storeOfOneObject = async (
  trx: Db,
  place: MirrorPlace,
  rows: readonly MirrorRow[],
): Promise<void> => {
  const newest = newestOfEach(rows);
  const known = await loadKnown(trx, place, [...newest.keys()]);
  const stored = [...newest].filter(
    ([id, row]) => (known.get(id)?.modified_at ?? '') <= row.modifiedAt,
  );
  const replaced = stored.map(([id]) => known.get(id)).filter((row) => row !== undefined);
  const isKnown = ([id]: readonly [string, MirrorRow]): boolean => known.has(id);
  const before = replaced.flatMap((row) => placeKeys(row.crm_id, row.keys));
  const after = stored.flatMap(([id, row]) => placeKeys(id, row.keys));
  await insertRows(
    trx,
    place,
    stored.filter((one) => !isKnown(one)).map(([, row]) => row),
  );
  await updateRows(
    trx,
    place,
    stored.filter(isKnown).map(([, row]) => row),
  );
  await removeKeys(trx, place, without(before, after));
  await addKeys(trx, place, without(after, before));
  await addToCount(trx, place, liveOf(stored.map(([, row]) => row)) - liveOf(replaced));
};

/**
 * Stores rows that are not older than the ones that are there. Only the holder of the
 * connection's lease may call it: it looks before it inserts.
 */
export const storeMirror = async (trx: Db, rows: readonly MirrorRow[]): Promise<void> => {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.connectionId, row.crmObject]));
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined) await storeOfOneObject(trx, first, group);
  }
};

/** Drops what makes updates of the rows conditional. */
export const dropRevisions = async (
  trx: Db,
  touched: readonly (MirrorPlace & { readonly crmId: RemoteId })[],
): Promise<void> => {
  if (touched.length === 0) return;
  await sql`
    update concord.mirror m set revision = null
    from unnest(
      ${touched.map((row) => row.connectionId)}::text[],
      ${touched.map((row) => row.crmObject)}::text[],
      ${touched.map((row) => toColumn(row.crmId))}::text[]
    ) as page (connection_id, crm_object, crm_id)
    where m.connection_id = page.connection_id and m.crm_object = page.crm_object
      and m.crm_id = page.crm_id`.execute(trx);
};
