import type { Cursor, Instant, MatchKey } from '@concord/core/contract';
import { identityKeys } from '@concord/core/platform';
import type { PlatformRecord } from '@concord/core/platform';
import type {
  Checkpoint,
  Link,
  MirrorRow,
  ReadContextRequest,
  ReadStore,
} from '@concord/core/ports';
import { orConflict } from './conflict.ts';
import { requireLease } from './leases.ts';
import { linksByCrmId, linksByRecord, passLinks, storeLinks } from './links.ts';
import { distinctRows, rowsById, rowsByKey } from './mirror-rows.ts';
import { clearOutcomes, storeOutcomes } from './outcomes.ts';
import { idsByKey, recordsById, saveRecords } from './platform-records.ts';
import { storeCounts } from './runs.ts';
import { storeMirror } from './store-mirror.ts';
import type { CheckpointTable, Db } from './tables.ts';
import { fromColumn, toColumn } from './text-column.ts';
import { transact } from './transact.ts';

/** A checkpoint as its row holds it. */
export const toCheckpoint = (row: CheckpointTable): Checkpoint => ({
  connectionId: row.connection_id,
  crmObject: row.crm_object,
  cursor: fromColumn(row.cursor) as Cursor,
  savedAt: row.saved_at as Instant,
  caughtUpAt: row.caught_up_at as Instant | null,
});

const storeCheckpoint = async (trx: Db, checkpoint: Checkpoint): Promise<void> => {
  const values = {
    cursor: toColumn(checkpoint.cursor),
    saved_at: checkpoint.savedAt,
    caught_up_at: checkpoint.caughtUpAt,
  };
  const { connectionId, crmObject } = checkpoint;
  await trx
    .insertInto('concord.checkpoint')
    .values({ connection_id: connectionId, crm_object: crmObject, ...values })
    .onConflict((conflict) => conflict.columns(['connection_id', 'crm_object']).doUpdateSet(values))
    .execute();
};

const rivalsOf = async (
  db: Db,
  { connectionId, crmObject }: ReadContextRequest,
  found: { readonly known: readonly MirrorRow[]; readonly keys: readonly MatchKey[] },
): Promise<MirrorRow[]> => {
  const except = { crmObject, ids: found.known.map((row) => row.id) };
  const others = await rowsByKey(db, { connectionId, except }, found.keys);
  const live = found.known.filter((row) => !row.removed && row.keys.length > 0);
  return [...live, ...distinctRows(others)];
};

const linksOfRows = async (
  db: Db,
  connectionId: string,
  rows: readonly MirrorRow[],
): Promise<Link[]> => {
  const found: Link[][] = [];
  for (const [crmObject, group] of Map.groupBy(rows, (row) => row.crmObject)) {
    const ids = group.map((row) => row.id);
    found.push(await linksByCrmId(db, { connectionId, crmObject }, ids));
  }
  return found.flat();
};

const linksAround = async (
  db: Db,
  { connectionId, companies }: ReadContextRequest,
  found: { readonly rivals: readonly MirrorRow[]; readonly platform: readonly PlatformRecord[] },
): Promise<Link[]> => {
  const ofRivals = await linksOfRows(db, connectionId, found.rivals);
  const ofRecords = await linksByRecord(
    db,
    found.platform.map((record) => record.id),
  );
  const ofCompanies =
    companies === null
      ? []
      : await linksByCrmId(db, { connectionId, crmObject: companies.crmObject }, companies.ids);
  return [...ofRivals, ...ofRecords, ...ofCompanies];
};

const distinctLinks = (connectionId: string, links: readonly Link[]): Link[] => [
  ...new Map(
    links
      .filter((link) => link.connectionId === connectionId)
      .map((link) => [JSON.stringify([link.crmObject, link.crmId]), link]),
  ).values(),
];

const loadReadContext =
  (db: Db): ReadStore['loadReadContext'] =>
  async (request) => {
    const { connectionId, object, ids } = request;
    const known = await rowsById(db, request, ids);
    const keys = [...request.keys, ...known.flatMap((row) => row.keys)];
    const ofIds = await linksByCrmId(db, request, ids);
    const owners = await idsByKey(db, object, [...new Set(keys.map((key) => key.value))]);
    const linked = ofIds.map((link) => link.recordId);
    const platform = await recordsById(db, [...new Set([...owners, ...linked])]);
    const claimed = [...keys, ...platform.flatMap(identityKeys)];
    const rivals = await rivalsOf(db, request, { known, keys: claimed });
    const around = await linksAround(db, request, { rivals, platform });
    return { known, rivals, platform, links: distinctLinks(connectionId, [...ofIds, ...around]) };
  };

const applyPage =
  (db: Db): ReadStore['applyPage'] =>
  (effects) =>
    orConflict(
      transact(db, async (trx) => {
        await requireLease(trx, effects.lease);
        await saveRecords(trx, effects.platform);
        await storeMirror(trx, effects.rows);
        await passLinks(trx, effects.checkpoint, effects.merges);
        await storeLinks(trx, effects.links);
        await clearOutcomes(trx, effects.cleared);
        await storeOutcomes(trx, effects.skipped);
        await storeCheckpoint(trx, effects.checkpoint);
        await storeCounts(trx, effects.run);
        return 'applied' as const;
      }),
    );

/** The mirror, filled page by page. */
export const createReads = (db: Db): ReadStore => ({
  getCheckpoint: async (connectionId, crmObject) => {
    const row = await db
      .selectFrom('concord.checkpoint')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('crm_object', '=', crmObject)
      .executeTakeFirst();
    return row === undefined ? null : toCheckpoint(row);
  },
  loadReadContext: loadReadContext(db),
  applyPage: applyPage(db),
});
