import type { RecordRef, RemoteId } from '@concord/core/contract';
import { followMerges } from '@concord/core/platform';
import type { PageEffects, Relation } from '@concord/core/ports';
import { sql } from 'kysely';
import { askedFor } from './asked-for.ts';
import type { MirrorPlace } from './mirror-rows.ts';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';
import { fromColumn } from './text-column.ts';

interface RelationColumns {
  readonly source_object: string;
  readonly source_id: string;
  readonly crm_object: string;
  readonly crm_id: string;
  readonly other_object: string;
  readonly other_id: string;
}

const columns = sql.raw(
  'connection_id, source_object, source_id, crm_object, crm_id, other_object, other_id',
);

const nameOf = ({ connectionId, source, from, to }: Relation): string =>
  JSON.stringify([connectionId, ...[source, from, to].flatMap(({ object, id }) => [object, id])]);

/** A relation stands twice, once from either end; one with itself once. */
const bothWays = (relations: readonly Relation[]): Relation[] => {
  const all = relations.flatMap((one) => [one, { ...one, from: one.to, to: one.from }]);
  return [...new Map(all.map((relation) => [nameOf(relation), relation])).values()];
};

const pageOf = (relations: readonly Relation[]) => sql`
  unnest(
    ${texts(relations.map((one) => one.connectionId))},
    ${texts(relations.map((one) => one.source.object))},
    ${texts(relations.map((one) => one.source.id))},
    ${texts(relations.map((one) => one.from.object))},
    ${texts(relations.map((one) => one.from.id))},
    ${texts(relations.map((one) => one.to.object))},
    ${texts(relations.map((one) => one.to.id))}
  ) as page (${columns})`;

const addRelations = async (trx: Db, relations: readonly Relation[]): Promise<void> => {
  if (relations.length === 0) return;
  await sql`
    insert into concord.relation (${columns})
    select ${columns} from ${pageOf(bothWays(relations))}
    on conflict do nothing`.execute(trx);
};

const removeRelations = async (trx: Db, relations: readonly Relation[]): Promise<void> => {
  if (relations.length === 0) return;
  await sql`
    delete from concord.relation r using ${pageOf(bothWays(relations))}
    where (r.connection_id, r.source_object, r.source_id, r.crm_object, r.crm_id, r.other_object,
        r.other_id) = (page.connection_id, page.source_object, page.source_id, page.crm_object,
        page.crm_id, page.other_object, page.other_id)`.execute(trx);
};

/** Forgets what CRM records of a connection said of others. */
export const forgetRelations = async (
  trx: Db,
  connectionId: string,
  sources: readonly RecordRef[],
): Promise<void> => {
  if (sources.length === 0) return;
  await sql`
    delete from concord.relation r using unnest(
      ${texts(sources.map((source) => source.object))},
      ${texts(sources.map((source) => source.id))}
    ) as page (source_object, source_id)
    where r.connection_id = ${connectionId} and r.source_object = page.source_object
      and r.source_id = page.source_id`.execute(trx);
};

/** Stores relations in place of all that their sources said before. */
export const storeRelations = async (trx: Db, effects: PageEffects): Promise<void> => {
  await forgetRelations(trx, effects.connectionId, effects.relationsOf);
  await addRelations(trx, effects.relations);
};

const refTo = (object: string, id: string): RecordRef => ({
  object,
  id: fromColumn(id) as RemoteId,
});

const relationsOfEnds = async (
  trx: Db,
  { connectionId, crmObject }: MirrorPlace,
  ids: readonly RemoteId[],
): Promise<Relation[]> => {
  const { rows } = await sql<RelationColumns>`
    select r.* from ${askedFor(ids)} cross join lateral (
      select * from concord.relation one
      where one.connection_id = ${connectionId} and one.crm_object = ${crmObject}
        and one.crm_id = asked.value
      offset 0
    ) r`.execute(trx);
  return rows.map((row) => ({
    connectionId,
    source: refTo(row.source_object, row.source_id),
    from: refTo(row.crm_object, row.crm_id),
    to: refTo(row.other_object, row.other_id),
  }));
};

/** Moves the ends of relations from merged records to the survivor. */
export const passRelations = async (
  trx: Db,
  place: MirrorPlace,
  merges: PageEffects['merges'],
): Promise<void> => {
  if (merges.length === 0) return;
  const survivorOf = followMerges(merges);
  const move = (end: RecordRef): RecordRef =>
    end.object === place.crmObject ? { ...end, id: survivorOf(end.id) } : end;
  const merged = merges.map(({ from }) => from);
  const before = await relationsOfEnds(trx, place, merged);
  await removeRelations(trx, before);
  await addRelations(
    trx,
    before.map((one) => ({ ...one, from: move(one.from), to: move(one.to) })),
  );
};
