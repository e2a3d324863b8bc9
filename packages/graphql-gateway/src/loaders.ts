import type { Activity, Engine } from '@concord/core/engine';
import type { Connection, FieldMapping, PlatformRecord } from '@concord/core/platform';
import type { Finding } from '@concord/core/policy';
import type { Checkpoint, Link, ObjectCounts, Outcome, Store } from '@concord/core/ports';
import { createBatch } from './batch.ts';
import type { PermissionCheck } from './check-permissions.ts';
import type { Live } from './live/live.ts';

/** Outcomes that come with one record; the list of all is paged. */
export const outcomesPerRecord = 10;

/** The first `count` of what belongs to a record. */
type CountedLoader = (
  count: number,
  recordId: string,
) => Promise<readonly PlatformRecord[] | undefined>;

/** What one request, or what follows one mutation, looks up by id: each kind in one store call for a whole list. */
export interface Loaders {
  /** All of the workspace, oldest first. */
  readonly connections: () => Promise<readonly Connection[]>;
  readonly connection: (id: string) => Promise<Connection | undefined>;
  readonly record: (id: string) => Promise<PlatformRecord | undefined>;
  readonly links: (recordId: string) => Promise<readonly Link[] | undefined>;
  readonly outcomes: (recordId: string) => Promise<readonly Outcome[] | undefined>;
  readonly hasOpenOpportunity: (recordId: string) => Promise<boolean | undefined>;
  readonly opportunities: CountedLoader;
  readonly parties: (opportunityId: string) => Promise<readonly PlatformRecord[] | undefined>;
  readonly tasks: CountedLoader;
  readonly emailMessages: CountedLoader;
  readonly permissions: (connectionId: string) => Promise<PermissionCheck | undefined>;
  readonly checkpoints: (connectionId: string) => Promise<readonly Checkpoint[] | undefined>;
  readonly counts: (connectionId: string) => Promise<readonly ObjectCounts[] | undefined>;
  readonly mappings: (connectionId: string) => Promise<readonly FieldMapping[] | undefined>;
  readonly activity: (connectionId: string) => Promise<Activity | undefined>;
  readonly findings: (connectionId: string) => Promise<readonly Finding[] | undefined>;
}

interface Parts {
  readonly store: Store;
  readonly engine: Engine;
  readonly live: Pick<Live, 'permissions'>;
}

/** Loaders without a memory yet. */
export const createLoaders = ({ store, engine, live }: Parts): Loaders => {
  const connections = once(() => store.listConnections());
  const some = async (ids: readonly string[]) =>
    (await connections()).filter(({ id }) => ids.includes(id));
  return {
    connections,
    connection: createBatch(async () => byId(await connections())),
    record: createBatch(async (ids) => byId(await store.getRecords(ids))),
    links: createBatch(async (ids) => byRecord(await store.linksOf(ids))),
    outcomes: createBatch(async (ids) => byRecord(await store.outcomesOf(ids, outcomesPerRecord))),
    hasOpenOpportunity: createBatch(async (ids) => {
      const open = await store.haveOpenOpportunity(ids);
      return new Map(ids.map((id) => [id, open.has(id)]));
    }),
    opportunities: byCount((count, ids) => store.opportunitiesOf(ids, count)),
    parties: createBatch((ids) => store.partiesOf(ids)),
    tasks: byCount((count, ids) => store.activitiesOf('task', ids, count)),
    emailMessages: byCount((count, ids) => store.activitiesOf('emailMessage', ids, count)),
    permissions: createBatch(async (ids) => {
      const checks = (await some(ids)).map(
        async (one) => [one.id, await live.permissions.of(one)] as const,
      );
      return new Map(await Promise.all(checks));
    }),
    checkpoints: createBatch(async (ids) =>
      Map.groupBy(await store.listCheckpoints(ids), ({ connectionId }) => connectionId),
    ),
    counts: createBatch((ids) => store.countObjects(ids)),
    mappings: createBatch((ids) => each(ids, (id) => store.getMappings(id))),
    activity: createBatch(async (ids) => engine.activitiesOf(await some(ids))),
    findings: createBatch((ids) => each(ids, (id) => engine.checkMappings(id))),
  };
};

/** A batch for each count asked for: one call for a whole list that asks for the same. */
const byCount = (
  load: (
    count: number,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly PlatformRecord[]>>,
): CountedLoader => {
  const batches = new Map<number, ReturnType<typeof createBatch<readonly PlatformRecord[]>>>();
  return (count, id) => {
    const batch = batches.get(count) ?? createBatch((ids) => load(count, ids));
    batches.set(count, batch);
    return batch(id);
  };
};

const once = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loaded: Promise<Value> | undefined;
  return () => (loaded ??= load());
};

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.id, item]));

const byRecord = <Item extends { readonly recordId: string | null }>(items: readonly Item[]) =>
  Map.groupBy(
    items.filter((item) => item.recordId !== null),
    (item) => String(item.recordId),
  );

const each = async <Value>(ids: readonly string[], load: (id: string) => Promise<Value>) =>
  new Map(await Promise.all(ids.map(async (id) => [id, await load(id)] as const)));
