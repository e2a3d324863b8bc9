import type { MirrorRow, Store } from '@concord/core/ports';
import type { PlatformRecord } from '@concord/core/platform';
import { connectionId } from './world.ts';

const all = { first: 10_000, after: null };

async function recordsOf(store: Store): Promise<PlatformRecord[]> {
  const lists = (['company', 'person'] as const).map((object) =>
    store.listRecords({ ...all, object }),
  );
  return (await Promise.all(lists)).flatMap(({ items }) => items.map(({ item }) => item));
}

async function rowsOf(store: Store, objects: readonly string[]): Promise<MirrorRow[]> {
  const query = { connectionId, after: null, limit: 10_000 };
  const lists = objects.map((crmObject) => store.listMirror({ ...query, crmObject }));
  return (await Promise.all(lists)).flat();
}

/** What the store finds by all the ids and addresses that it holds, one object after the other. */
async function lookUps(store: Store, objects: readonly string[], rows: readonly MirrorRow[]) {
  const keys = rows.flatMap((row) => row.keys);
  const asked = objects.map((crmObject) => ({
    connectionId,
    object: crmObject === 'Company' ? ('company' as const) : ('person' as const),
    crmObject,
    ids: rows.filter((row) => row.crmObject === crmObject).map(({ id }) => id),
    keys,
    domains: keys.map(({ value }) => value),
    companies: null,
  }));
  return Promise.all(asked.map((request) => store.loadReadContext(request)));
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Values as texts in their order, with records called by their match key instead of their id. */
const toTexts = (records: readonly PlatformRecord[]) => {
  const names = new Map(records.map(({ id, object, key }) => [id, `${object} ${key}`]));
  return (values: readonly unknown[]) =>
    values
      .map((value) => JSON.stringify(value).replaceAll(uuid, (id) => names.get(id) ?? id))
      .toSorted();
};

/** All that reading left in a store; what is drawn by lot or tells of the run is left out. */
export async function storedState(store: Store, objects: readonly string[]): Promise<object> {
  const records = await recordsOf(store);
  const rows = await rowsOf(store, objects);
  const outcomes = await store.listOutcomes({ ...all, filter: {} });
  const found = await lookUps(store, objects, rows);
  const texts = toTexts(records);
  return {
    records: texts(records),
    rows: texts(rows),
    links: texts(await store.linksOf(records.map(({ id }) => id))),
    outcomes: texts(outcomes.items.map(({ item }) => ({ ...item, runId: null }))),
    counts: (await store.countObjects([connectionId])).get(connectionId) ?? [],
    found: found.map((context) => Object.values(context).map(texts)),
  };
}
