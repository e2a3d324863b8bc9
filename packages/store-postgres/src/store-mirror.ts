import type { MatchKey, RemoteId } from '@concord/core/contract';
import type { MirrorRow } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MirrorPlace } from './mirror-rows.ts';
import { askedAtOnce } from './asked-at-once.ts';
import { nextTurn } from './in-turns.ts';
import { jsons, texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

/** A mirror row as it was before: what must be known to replace it. */
interface KnownRow {
  readonly crm_id: string;
  readonly modified_at: string;
  readonly removed: boolean;
  readonly keys: readonly MatchKey[];
}

/** Its keys as JSON text, as the row holds them. */
type KnownColumns = Omit<KnownRow, 'keys'> & { readonly keys: string };

interface PlacedKey extends MatchKey {
  readonly crmId: string;
}

const newestOfEach = (rows: readonly MirrorRow[]): Map<string, MirrorRow> => {
  const newest = new Map<string, MirrorRow>();
  for (const row of rows) {
    if ((newest.get(row.id)?.modifiedAt ?? '') <= row.modifiedAt) newest.set(row.id, row);
  }
  return newest;
};

const loadKnown = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  ids: readonly string[],
): Promise<Map<string, KnownRow>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<KnownColumns>`
    select m.* from ${askedAtOnce(ids)} cross join lateral (
      select crm_id, modified_at, removed, keys from concord.mirror one
      where one.connection_id = ${connectionId} and one.crm_object = ${crmObject}
        and one.crm_id = any(asked.values)
      offset 0
    ) m`.execute(trx);
  return new Map(
    rows.map((row) => [
      fromColumn(row.crm_id),
      { ...row, keys: JSON.parse(row.keys) as KnownRow['keys'] },
    ]),
  );
};

/** One parameter for each column, however many rows. */
const pageOf = (rows: readonly MirrorRow[]) => sql`
  rows from (
    unnest(
      ${texts(rows.map((row) => row.id))},
      ${texts(rows.map((row) => row.modifiedAt))},
      ${texts(rows.map((row) => row.editedAt ?? null))},
      ${texts(rows.map((row) => row.revision))},
      ${rows.map((row) => row.removed)}::boolean[],
      ${texts(rows.map((row) => row.mergedInto))},
      ${texts(rows.map(({ continuesAs: to }) => (to === undefined ? null : JSON.stringify(to))))}
    ),
    ${jsons(rows.map((row) => row.keys))},
    ${jsons(rows.map((row) => row.fields))}
  ) as page (crm_id, modified_at, edited_at, revision, removed, merged_into, continues_as, keys,
    fields)`;

const insertRows = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  rows: readonly MirrorRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into concord.mirror (connection_id, crm_object, crm_id, modified_at, edited_at, revision,
      removed, merged_into, continues_as, keys, fields)
    select ${connectionId}, ${crmObject}, crm_id, modified_at, edited_at, revision, removed, merged_into,
      continues_as, keys, fields
    from ${pageOf(rows)}`.execute(trx);
};

/** Names the ids twice, so that the index is used whatever the planner knows of the table. */
const updateRows = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  rows: readonly MirrorRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    update concord.mirror m
    set modified_at = page.modified_at, edited_at = page.edited_at, revision = page.revision, removed = page.removed,
      merged_into = page.merged_into, continues_as = page.continues_as, keys = page.keys, fields = page.fields
    from ${pageOf(rows)}
    where m.connection_id = ${connectionId} and m.crm_object = ${crmObject}
      and m.crm_id = page.crm_id and m.crm_id = any(${texts(rows.map((row) => row.id))})
      and (m.modified_at, m.edited_at, m.revision, m.removed, m.merged_into, m.continues_as, m.keys, m.fields)
        is distinct from (page.modified_at, page.edited_at, page.revision, page.removed, page.merged_into,
          page.continues_as, page.keys, page.fields)`.execute(trx);
};

const placeKeys = (crmId: string, keys: readonly MatchKey[]): PlacedKey[] =>
  keys.map(({ kind, value }) => ({ kind, value, crmId }));

/** Each of `keys` once that is not among `others`, and none for none. */
const without = (keys: readonly PlacedKey[], others: readonly PlacedKey[]): PlacedKey[] => {
  if (keys.length === 0) return [];
  const textOf = ({ kind, value, crmId }: PlacedKey) => `${kind} ${crmId} ${value}`;
  const left = new Map(keys.map((key) => [textOf(key), key]));
  for (const other of others) left.delete(textOf(other));
  return [...left.values()];
};

const keyArrays = (keys: readonly PlacedKey[]) => sql`
  unnest(
    ${texts(keys.map((key) => key.kind))},
    ${texts(keys.map((key) => key.value))},
    ${texts(keys.map((key) => key.crmId))}
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

const rowOf = ([, row]: readonly [string, MirrorRow]): MirrorRow => row;

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
  const before = replaced.flatMap((row) => placeKeys(fromColumn(row.crm_id), row.keys));
  const after = stored.flatMap(([id, row]) => placeKeys(id, row.keys));
  const { fresh = [], held = [] } = Object.groupBy(stored, ([id]) =>
    known.has(id) ? 'held' : 'fresh',
  );
  await nextTurn();
  await insertRows(trx, place, fresh.map(rowOf));
  await nextTurn();
  await updateRows(trx, place, held.map(rowOf));
  await removeKeys(trx, place, without(before, after));
  await addKeys(trx, place, without(after, before));
  await addToCount(trx, place, liveOf(stored.map(rowOf)) - liveOf(replaced));
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
export const dropRevisions = (
  touched: readonly (MirrorPlace & { readonly crmId: RemoteId })[],
): RawBuilder<unknown> => sql`
  update concord.mirror m set revision = null
  from unnest(
    ${texts(touched.map((row) => row.connectionId))},
    ${texts(touched.map((row) => row.crmObject))},
    ${texts(touched.map((row) => row.crmId))}
  ) as page (connection_id, crm_object, crm_id)
  where m.connection_id = page.connection_id and m.crm_object = page.crm_object
    and m.crm_id = page.crm_id`;
