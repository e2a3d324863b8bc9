import type { Fields, RemoteId } from '@concord/core/contract';
import { followMerges } from '@concord/core/platform';
import type { Link, PageEffects } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MirrorPlace } from './mirror-rows.ts';
import { askedAtOnce } from './asked-at-once.ts';
import { texts } from './page-columns.ts';
import type { Db, LinkTable } from './tables.ts';
import { fromColumn } from './text-column.ts';
import { together } from './together.ts';

const toLink = (row: LinkTable): Link => ({
  connectionId: row.connection_id,
  crmObject: row.crm_object,
  recordId: row.record_id,
  crmId: fromColumn(row.crm_id) as RemoteId,
  createdByUs: row.created_by_us,
  ...(row.written !== null && { written: JSON.parse(row.written) as Fields }),
});

/** Links of CRM records of one object. */
export const linksByCrmId = async (
  db: Db,
  { connectionId, crmObject }: MirrorPlace,
  ids: readonly RemoteId[],
): Promise<Link[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<LinkTable, 'connection_id' | 'crm_object'>>`
    select l.* from ${askedAtOnce(ids)} cross join lateral (
      select crm_id, record_id, created_by_us, written from concord.link one
      where one.connection_id = ${connectionId} and one.crm_object = ${crmObject}
        and one.crm_id = any(asked.values)
      offset 0
    ) l`.execute(db);
  return rows.map((row) => toLink({ ...row, connection_id: connectionId, crm_object: crmObject }));
};

/** Links of platform records, in every connection. */
export const linksByRecord = async (db: Db, recordIds: readonly string[]): Promise<Link[]> => {
  if (recordIds.length === 0) return [];
  const { rows } = await sql<LinkTable>`
    select l.* from ${askedAtOnce(recordIds)} cross join lateral (
      select * from concord.link one where one.record_id = any(asked.values) offset 0
    ) l`.execute(db);
  return rows.map(toLink);
};

/** The links that hold when they are stored one after the other. */
const lastOfEach = (links: readonly Link[]): Link[] => {
  const byRecord = new Map<string, Link>();
  const byCrmId = new Map<string, Link>();
  for (const link of links) {
    const ofRecord = byRecord.get(link.recordId);
    const ofCrmId = byCrmId.get(link.crmId);
    if (ofRecord !== undefined) byCrmId.delete(ofRecord.crmId);
    if (ofCrmId !== undefined) byRecord.delete(ofCrmId.recordId);
    byRecord.set(link.recordId, link);
    byCrmId.set(link.crmId, link);
  }
  return [...byRecord.values()];
};

/** Inserts links when the part `removed` has made room for them. */
const insertLinks = (
  { connectionId, crmObject }: MirrorPlace,
  links: readonly Link[],
  removed: string,
): RawBuilder<unknown> => sql`
  insert into concord.link (connection_id, crm_object, crm_id, record_id, created_by_us, written)
  select ${connectionId}, ${crmObject}, page.*
  from unnest(
    ${texts(links.map((link) => link.crmId))},
    ${texts(links.map((link) => link.recordId))},
    ${links.map((link) => link.createdByUs)}::boolean[],
    ${texts(links.map(({ written }) => (written === undefined ? null : JSON.stringify(written))))}
  ) as page (crm_id, record_id, created_by_us, written)
  where (select count(*) from ${sql.raw(removed)}) >= 0`;

/**
 * Removes every link of these CRM records, and of these platform records in the same object. The
 * latter are looked up first: one condition on both would make the planner choose an index.
 */
const removeLinks = (
  { connectionId, crmObject }: MirrorPlace,
  links: readonly Link[],
): RawBuilder<unknown> => sql`
  delete from concord.link
  where connection_id = ${connectionId} and crm_object = ${crmObject} and crm_id = any(array(
    select unnest(${texts(links.map((link) => link.crmId))})
    union
    select l.crm_id from ${askedAtOnce(links.map((link) => link.recordId))} cross join lateral (
      select crm_id from concord.link one
      where one.record_id = any(asked.values) and one.connection_id = ${connectionId}
        and one.crm_object = ${crmObject}
      offset 0
    ) l
  )) returning 1`;

/**
 * Parts of a statement that store links over others of the same record and object, or of the same
 * CRM record.
 */
export const linkParts = (links: readonly Link[]): Readonly<Record<string, RawBuilder<unknown>>> =>
  Object.fromEntries(
    [...Map.groupBy(links, (link) => JSON.stringify([link.connectionId, link.crmObject])).values()]
      .flatMap((group) => group.slice(0, 1).map((place) => ({ place, group })))
      .flatMap(({ place, group }, at) => [
        [`unlinked_${at}`, removeLinks(place, group)],
        [`linked_${at}`, insertLinks(place, lastOfEach(group), `unlinked_${at}`)],
      ]),
  );

/** Stores links over others of the same record and object, or of the same CRM record. */
export const storeLinks = async (trx: Db, links: readonly Link[]): Promise<void> => {
  if (links.length > 0) await sql`${together(linkParts(links))} select`.execute(trx);
};

/** Passes links of merged ids to the survivor; one that the survivor already has stays. */
export const passLinks = async (
  trx: Db,
  place: MirrorPlace,
  merges: PageEffects['merges'],
): Promise<void> => {
  if (merges.length === 0) return;
  const survivorOf = followMerges(merges);
  const ids = merges.flatMap(({ from, to }) => [from, to]);
  const held = new Map((await linksByCrmId(trx, place, ids)).map((link) => [link.crmId, link]));
  const passed = [...held.values()].filter((link) => survivorOf(link.crmId) !== link.crmId);
  const order = merges.map(({ from }) => from);
  for (const link of passed) held.delete(link.crmId);
  const kept: Link[] = [];
  for (const link of passed.toSorted((a, b) => order.indexOf(a.crmId) - order.indexOf(b.crmId))) {
    const crmId = survivorOf(link.crmId);
    if (held.has(crmId)) continue;
    held.set(crmId, { ...link, crmId });
    kept.push({ ...link, crmId });
  }
  await removeLinks(place, passed).execute(trx);
  await storeLinks(trx, kept);
};
