import type { Instant, MatchKey, RecordRef, RemoteId } from '@concord/core/contract';
import type { MirrorRow, ReadStore } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedAtOnce } from './asked-at-once.ts';
import { inTurns } from './in-turns.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

/** One CRM object of one connection. */
export interface MirrorPlace {
  readonly connectionId: string;
  readonly crmObject: string;
}

interface MirrorColumns {
  readonly crm_object: string;
  readonly crm_id: string;
  readonly modified_at: string;
  readonly edited_at: string | null;
  readonly revision: string | null;
  readonly removed: boolean;
  readonly merged_into: string | null;
  /** JSON text, as `keys` and `fields`. */
  readonly continues_as: string | null;
  /** JSON text, which the database need not look into. */
  readonly keys: string;
  readonly fields: string;
}

const columns = sql.raw(
  'm.crm_object, m.crm_id, m.modified_at, m.edited_at, m.revision, m.removed, m.merged_into, ' +
    'm.continues_as, m.keys, m.fields',
);

const toMirrorRow =
  (connectionId: string) =>
  (row: MirrorColumns): MirrorRow => ({
    connectionId,
    crmObject: row.crm_object,
    id: fromColumn(row.crm_id) as RemoteId,
    fields: JSON.parse(row.fields) as MirrorRow['fields'],
    modifiedAt: row.modified_at as Instant,
    ...(row.edited_at !== null && { editedAt: row.edited_at as Instant }),
    revision: row.revision === null ? null : fromColumn(row.revision),
    removed: row.removed,
    mergedInto: row.merged_into === null ? null : (fromColumn(row.merged_into) as RemoteId),
    keys: JSON.parse(row.keys) as MirrorRow['keys'],
    ...(row.continues_as !== null && { continuesAs: JSON.parse(row.continues_as) as RecordRef }),
  });

/** The rows of these ids, removed ones among them. */
export const rowsById = async (
  db: Db,
  { connectionId, crmObject }: MirrorPlace,
  ids: readonly RemoteId[],
): Promise<MirrorRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<MirrorColumns>`
    select ${columns} from ${askedAtOnce(ids)} cross join lateral (
      select * from concord.mirror one
      where one.connection_id = ${connectionId} and one.crm_object = ${crmObject}
        and one.crm_id = any(asked.values)
      offset 0
    ) m`.execute(db);
  return inTurns(rows, toMirrorRow(connectionId));
};

/** Rows of one object by id, removed ones among them. */
export const listMirror =
  (db: Db): ReadStore['listMirror'] =>
  async ({ connectionId, crmObject, after, limit }) => {
    const { rows } = await sql<MirrorColumns>`
      select ${columns} from concord.mirror m
      where m.connection_id = ${connectionId} and m.crm_object = ${crmObject}
        and ${after === null ? sql`true` : sql`m.crm_id > ${after}`}
      order by m.crm_id limit ${limit}`.execute(db);
    return inTurns(rows, toMirrorRow(connectionId));
  };

const ofKind = (
  connectionId: string,
  { kind, values, except }: { kind: string; values: readonly string[]; except: KnownRows },
) => sql`
  select ${columns} from ${askedAtOnce(values)} cross join lateral (
    select * from concord.mirror_key one
    where one.connection_id = ${connectionId} and one.kind = ${kind}
      and one.value = any(asked.values)
    offset 0
  ) k cross join lateral (
    select * from concord.mirror one
    where one.connection_id = k.connection_id and one.crm_object = k.crm_object
      and one.crm_id = k.crm_id and not one.removed
    offset 0
  ) m
  where not exists (
    select from unnest(${texts(except.ids)}) as here (crm_id)
    where k.crm_object = ${except.crmObject} and here.crm_id = k.crm_id
  )`;

const ofLinks = (connectionId: string, recordIds: readonly string[]) => sql`
  select ${columns} from ${askedAtOnce(recordIds)} cross join lateral (
    select * from concord.link one
    where one.record_id = any(asked.values) and one.connection_id = ${connectionId}
    offset 0
  ) l cross join lateral (
    select * from concord.mirror one
    where one.connection_id = l.connection_id and one.crm_object = l.crm_object
      and one.crm_id = l.crm_id
    offset 0
  ) m`;

/** Rows of one object that need not be answered because they are here. */
export interface KnownRows {
  readonly crmObject: string;
  readonly ids: readonly RemoteId[];
}

/**
 * Live rows of any object that carry one of the keys, and the rows that links of the records lead
 * to, removed ones among them; a row may come twice.
 */
export const rowsAround = async (
  db: Db,
  { connectionId, except, recordIds }: RowsAround,
  keys: readonly MatchKey[],
): Promise<MirrorRow[]> => {
  const byKind = [...Map.groupBy(keys, (key) => key.kind)].map(([kind, some]) =>
    ofKind(connectionId, { kind, values: some.map((key) => key.value), except }),
  );
  const parts = recordIds.length === 0 ? byKind : [...byKind, ofLinks(connectionId, recordIds)];
  if (parts.length === 0) return [];
  const { rows } = await sql<MirrorColumns>`${sql.join(parts, sql` union all `)}`.execute(db);
  return inTurns(rows, toMirrorRow(connectionId));
};

interface RowsAround {
  readonly connectionId: string;
  readonly except: KnownRows;
  readonly recordIds: readonly string[];
}

/** Values of the keys that live rows of other connections carry. */
export const keysElsewhere =
  (db: Db): ReadStore['keysElsewhere'] =>
  async (connectionId, keys) => {
    const { rows } = await sql<{ readonly value: string }>`
      select distinct k.value
      from unnest(${texts(keys.map(({ kind }) => kind))}, ${texts(keys.map(({ value }) => value))})
        as lost (kind, value)
      join concord.mirror_key k
        on k.value = lost.value and k.kind = lost.kind and k.connection_id <> ${connectionId}
      join concord.mirror m
        on m.connection_id = k.connection_id and m.crm_object = k.crm_object
        and m.crm_id = k.crm_id and not m.removed`.execute(db);
    return rows.map(({ value }) => fromColumn(value));
  };

/** Each row once. */
export const distinctRows = (rows: readonly MirrorRow[]): MirrorRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.crmObject, row.id]), row])).values(),
];
