import type { Cursor, Instant, MatchKey } from '@concord/core/contract';
import { identityKeys, isIdentityKey } from '@concord/core/platform';
import type { PlatformRecord } from '@concord/core/platform';
import type {
  Checkpoint,
  Link,
  MirrorRow,
  PageEffects,
  ReadContextRequest,
  ReadStore,
} from '@concord/core/ports';
import { sql } from 'kysely';
import { orConflict } from './conflict.ts';
import { forgetRecords } from './forget-records.ts';
import { nextTurn } from './in-turns.ts';
import { requireLease } from './leases.ts';
import { linksByCrmId, linksByRecord, passLinks, storeLinks } from './links.ts';
import { distinctRows, keysElsewhere, listMirror, rowsById, rowsAround } from './mirror-rows.ts';
import { openTasks } from './open-tasks.ts';
import { clearOutcomes, storeOutcomes } from './outcomes.ts';
import { idsByKey, recordsById, saveRecords } from './platform-records.ts';
import { passRelations, storeRelations } from './relations.ts';
import { storeCounts } from './runs.ts';
import { sideBySide } from './side-by-side.ts';
import { storeMirror } from './store-mirror.ts';
import type { CheckpointTable, Db } from './tables.ts';
import { fromColumn } from './text-column.ts';
import { transact } from './transact.ts';

/** A checkpoint as its row holds it. */
export const toCheckpoint = (row: CheckpointTable): Checkpoint => ({
  connectionId: row.connection_id,
  crmObject: row.crm_object,
  cursor: fromColumn(row.cursor) as Cursor,
  savedAt: row.saved_at as Instant,
  caughtUpAt: row.caught_up_at as Instant | null,
});

const storeCheckpoint = async (trx: Db, checkpoint: Checkpoint | null): Promise<void> => {
  if (checkpoint === null) return;
  const values = {
    cursor: checkpoint.cursor,
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

/** Live rows that answer to the keys, besides those of the page's own ids. */
const othersByKey = (
  db: Db,
  { connectionId, crmObject, ids }: ReadContextRequest,
  keys: readonly MatchKey[],
): Promise<MirrorRow[]> =>
  rowsAround(db, { connectionId, except: { crmObject, ids }, recordIds: [] }, keys);

const companiesOf = async (db: Db, domains: readonly string[]): Promise<PlatformRecord[]> =>
  recordsById(db, await idsByKey(db, 'company', domains));

/** What the page itself asks for; its questions do not wait for each other. */
const loadAsked = async (db: Db, request: ReadContextRequest) => {
  const { connectionId, object, ids, keys, companies: named } = request;
  const [known, others, ofIds, owners, ofNamed, companies] = await Promise.all([
    rowsById(db, request, ids),
    othersByKey(db, request, keys),
    linksByCrmId(db, request, ids),
    idsByKey(db, object, [...new Set(keys.map((key) => key.value))]),
    named === null ? [] : linksByCrmId(db, { connectionId, crmObject: named.crmObject }, named.ids),
    companiesOf(db, request.domains),
  ]);
  return { known, others, ofIds, owners, ofNamed, companies };
};

const nameOf = (key: MatchKey): string => `${key.kind} ${key.value}`;

/** Keys that were not asked for yet. */
const without = (keys: readonly MatchKey[], asked: readonly MatchKey[]): MatchKey[] => {
  if (keys.length === 0) return [];
  const names = new Set(asked.map(nameOf));
  return keys.filter((key) => !names.has(nameOf(key)));
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

const distinctLinks = (connectionId: string, links: readonly Link[]): Link[] => [
  ...new Map(
    links
      .filter((link) => link.connectionId === connectionId)
      .map((link) => [JSON.stringify([link.crmObject, link.crmId]), link]),
  ).values(),
];

/** Platform records that the page, its links or the older keys of its rows lead to. */
const loadPlatform = async (
  db: Db,
  request: ReadContextRequest,
  asked: Awaited<ReturnType<typeof loadAsked>>,
): Promise<PlatformRecord[]> => {
  const older = without(asked.known.flatMap((row) => row.keys).filter(isIdentityKey), request.keys);
  const values = [...new Set(older.map((key) => key.value))];
  const owners = values.length === 0 ? [] : await idsByKey(db, request.object, values);
  const linked = asked.ofIds.map((link) => link.recordId);
  return recordsById(db, [...new Set([...asked.owners, ...owners, ...linked])]);
};

const loadReadContext =
  (db: Db): ReadStore['loadReadContext'] =>
  async (request) => {
    const asked = await loadAsked(db, request);
    const platform = await loadPlatform(db, request, asked);
    const known = asked.known.flatMap((row) => row.keys).filter(isIdentityKey);
    const claimed = [...known, ...platform.flatMap(identityKeys)];
    const more = await othersByKey(db, request, without(claimed, request.keys));
    const others = distinctRows([...asked.others, ...more]);
    const live = asked.known.filter((row) => !row.removed && row.keys.length > 0);
    const links = [
      ...asked.ofIds,
      ...(await linksOfRows(db, request.connectionId, others)),
      ...(await linksByRecord(
        db,
        [...platform, ...asked.companies].map((record) => record.id),
      )),
      ...asked.ofNamed,
    ];
    // The page is planned next, which takes a turn of its own.
    await nextTurn();
    return {
      known: asked.known,
      rivals: [...live, ...others],
      platform,
      companies: asked.companies,
      links: distinctLinks(request.connectionId, links),
    };
  };

/**
 * Lets the commit return before the disk has it. A power cut may then take the last pages back,
 * each with its checkpoint: they are read again. Commits of writes wait, and for these pages too.
 */
const commitSoon = async (trx: Db): Promise<void> => {
  await sql`select set_config('synchronous_commit', 'off', true)`.execute(trx);
};

const changeLinks = async (trx: Db, effects: PageEffects): Promise<void> => {
  await passLinks(trx, effects, effects.merges);
  await storeLinks(trx, effects.links);
  await passRelations(trx, effects, effects.merges);
  await storeRelations(trx, effects);
};

const changeSkips = async (trx: Db, { cleared, skipped }: PageEffects): Promise<void> => {
  await clearOutcomes(trx, cleared);
  await storeOutcomes(trx, skipped);
};

const applyPage =
  (db: Db): ReadStore['applyPage'] =>
  (effects) =>
    orConflict(
      transact(db, async (trx) => {
        await requireLease(trx, effects.lease);
        await sideBySide([
          // The largest first: the database works on it while the others are made ready.
          storeMirror(trx, effects.rows),
          saveRecords(trx, effects.platform),
          changeLinks(trx, effects),
          changeSkips(trx, effects),
          storeCheckpoint(trx, effects.checkpoint),
          storeCounts(trx, effects.run),
          commitSoon(trx),
        ]);
        await forgetRecords(trx, effects.forgotten);
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
  keysElsewhere: keysElsewhere(db),
  applyPage: applyPage(db),
  listMirror: listMirror(db),
  openTasks: openTasks(db),
});
