import type { EngineEvent, PlannedPage } from '@concord/core/engine';
import type { Store } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { askForWrites } from './ask-for-writes.ts';
import { openHubSpotWorld } from './hubspot-world.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { connectionId, type AnySimulator, type WorldOf } from './world-of.ts';

type World = WorldOf<AnySimulator> & {
  readonly simulator: { readonly wire: { list(since?: number): readonly WireEntry[] } };
};

interface WireEntry {
  readonly sequence: number;
  readonly method: string;
  readonly target: string;
}

/** Requests that can only be writes; the rest of a CRM's POSTs are questions. */
const isWrite = ({ method, target }: WireEntry): boolean =>
  ['PATCH', 'PUT', 'DELETE'].includes(method) ||
  (method === 'POST' && /sobjects|batch\/(create|update|archive|upsert)/.test(target));

const all = { first: 1_000, after: null };

/** What the store holds of records, writes and the mirror, as one text. */
const holdings = async (store: Store): Promise<string> => {
  const kinds = ['company', 'person', 'emailMessage', 'task', 'opportunity'] as const;
  const records = await Promise.all(kinds.map((object) => store.listRecords({ ...all, object })));
  const ids = records.flatMap(({ items }) => items.map(({ item }) => item.id));
  const objects = ['Account', 'Contact', 'Lead', 'Task', 'companies', 'contacts', 'tasks'];
  const mirror = objects.map((crmObject) =>
    store.listMirror({ connectionId, crmObject, after: null, limit: 10_000 }),
  );
  return JSON.stringify([
    records,
    await Promise.all(mirror),
    await store.linksOf(ids),
    await store.listOpenRequests({ ...all, connectionId }),
    await store.openPlans(connectionId),
    await store.listOutcomes({ ...all, filter: {} }),
    await store.listRuns(all),
    await store.listCheckpoints([connectionId]),
    await store.getConnection(connectionId),
  ]);
};

const planAll = async ({ engine }: World): Promise<PlannedPage> =>
  takeAnswer(await engine.plan(connectionId, { ...all, recordIds: null }));

type Open = (report: (event: EngineEvent) => void) => Promise<World>;

/** Each CRM, and how often it is asked around a portion of updates that it does not guard. */
const crms: readonly (readonly [string, Open, number])[] = [
  ['Salesforce', (report) => openSyncWorld({ report }), 0],
  ['HubSpot', (report) => openHubSpotWorld({ report }), 2],
];

describe.each(crms)('what is asked of coming writes to %s', { timeout: 60_000 }, (...of) => {
  const [, open, asksAround] = of;

  it('changes nothing in the CRM, nor on the platform', async () => {
    const world = await open(() => {});
    await askForWrites(world);
    const held = await holdings(world.store);
    const changes = world.simulator.history.list().length;
    const since = world.simulator.wire.list().at(-1)?.sequence ?? 0;
    const { items } = await planAll(world);
    expect(items.length).toBeGreaterThan(40);
    for (const { item } of items.slice(0, 5)) {
      takeAnswer(await world.engine.explain(connectionId, item.record.id));
    }
    expect(world.simulator.wire.list(since).filter(isWrite)).toEqual([]);
    expect(world.simulator.history.list()).toHaveLength(changes);
    expect(await holdings(world.store)).toBe(held);
  });

  it('is what the writes then do, record by record', async () => {
    const calls: EngineEvent[] = [];
    const world = await open((event) => {
      if (event.event === 'write-call') calls.push(event);
    });
    await askForWrites(world);
    const { items, apiCalls } = await planAll(world);
    await world.settle();
    const { items: outcomes } = await world.store.listOutcomes({
      ...all,
      filter: { statuses: ['created', 'updated', 'skipped'] },
    });
    const done = new Map(
      outcomes
        .filter(({ item }) => item.direction === 'write')
        .map(({ item }) => [item.recordId, item]),
    );
    const verbs: Record<string, string> = { created: 'create', updated: 'update', skipped: 'skip' };
    const told = items.map(({ item }) => [item.record.key, item.action]);
    const seen = items.map(({ item }) => [
      item.record.key,
      verbs[done.get(item.record.id)?.status ?? ''],
    ]);
    expect(seen).toEqual(told);
    expect(apiCalls).toBe(calls.length + asksAround);
  });
});
