import { createSyncError } from '@concord/core/contract';
import type { FieldMapping } from '@concord/core/platform';
import type { Run } from '@concord/core/ports';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const unauthorized = createSyncError('refused', {
  code: 'unauthorized',
  retry: 'never',
  effect: 'none',
});

const open = (options: WorldOptions = {}) =>
  createWorld({ crm: createMemoryCrm(crmObjects), ...options });

/** Another process on the same store, with its own name in leases. */
const beside = (world: World, parts: WorldOptions['parts'] = {}) =>
  open({
    crm: world.crm,
    store: world.store,
    clock: world.clock,
    parts: { random: world.parts.random, holder: 'beside', ...parts },
  });

const withPeople = async (count: number) => {
  const world = await open();
  for (let n = 0; n < count; n += 1) {
    const Email = `p${n}@acme.com`;
    world.insert('Person', { Email, LastName: 'Lee', Title: 'Chief', Phone: '1' });
  }
  await world.read();
  return world;
};

/** Maps a field of people to another platform field. */
const remap = async ({ store, engine }: World, crmField: string, platformField: string) => {
  const all = await store.getMappings(connectionId);
  const people = all.filter(({ object }) => object === 'person');
  const moved = people.map((one): FieldMapping =>
    one.crmField === crmField ? { ...one, platformField } : one,
  );
  expect(await engine.saveMappings(connectionId, 'person', moved)).toMatchObject({ ok: true });
};

const runsOf = async ({ store }: World, kind: Run['kind']) =>
  (await store.listRuns({ connectionId, kind, first: 100, after: null })).items.map(
    ({ item }) => item,
  );

const person = async ({ store }: World, email: string) =>
  (await store.findRecord('person', email))?.fields ?? {};

const toTheEnd = async (world: World) => {
  for (let turn = 0; turn < 10; turn += 1) {
    await world.read();
    await world.write();
    if ((await world.background()) === null) return;
  }
  throw new Error('background work does not end');
};

describe('a reprocess', () => {
  it('asked for twice runs once, for both changes (R-TIME-3)', async () => {
    const world = await withPeople(1);
    await remap(world, 'Title', 'status');
    await remap(world, 'Phone', 'mobilePhone');
    const run = await world.background();
    expect(run).toMatchObject({ kind: 'reprocess', state: 'done' });
    expect(run?.fields?.toSorted()).toEqual(['mobilePhone', 'status', 'title', 'workPhone']);
    expect(await world.background()).toBeNull();
    expect(await person(world, 'p0@acme.com')).toMatchObject({ status: 'Chief', mobilePhone: '1' });
  });

  it('that is queued answers for one that it covers (R-TIME-3)', async () => {
    const world = await withPeople(1);
    const first = await world.engine.reprocess(connectionId, 'person');
    const second = await world.engine.reprocess(connectionId, 'person');
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(await runsOf(world, 'reprocess')).toHaveLength(1);
  });

  it('loses no change that is saved in the moment it starts (R-TIME-3)', async () => {
    const world = await withPeople(1);
    await remap(world, 'Title', 'status');
    // The store answers the queued run, and before anything is made of it the run begins.
    const { store } = world;
    const began: Promise<Run | null>[] = [];
    const racing = {
      ...store,
      nextQueuedRun: async (...asked: Parameters<typeof store.nextQueuedRun>) => {
        const run = await store.nextQueuedRun(...asked);
        if (began.length === 0) began.push(world.background());
        return run;
      },
    };
    const other = await open({
      ...world,
      store: racing,
      parts: { random: world.parts.random, holder: 'other' },
    });
    await remap(other, 'Phone', 'mobilePhone');
    await Promise.all(began);
    await toTheEnd(world);
    expect(await person(world, 'p0@acme.com')).toMatchObject({ status: 'Chief', mobilePhone: '1' });
  });

  it('under way does not miss mappings that are saved meanwhile (R-TIME-3)', async () => {
    const world = await withPeople(3);
    await remap(world, 'Title', 'status');
    let saved = false;
    const { store } = world;
    const busy = await beside(world, {
      store: {
        ...store,
        applyPage: async (effects) => {
          if (!saved) {
            saved = true;
            await remap(world, 'Phone', 'mobilePhone');
          }
          return store.applyPage(effects);
        },
      },
    });
    await busy.background();
    expect(saved).toBe(true);
    await toTheEnd(world);
    expect(await person(world, 'p2@acme.com')).toMatchObject({ status: 'Chief', mobilePhone: '1' });
    expect(await store.nextQueuedRun(connectionId, 'reprocess')).toBeNull();
  });

  it('waits for a queued read without running in circles (R-TIME-3)', async () => {
    const world = await withPeople(1);
    await remap(world, 'Title', 'status');
    await world.engine.startRead(connectionId);
    const rung: string[] = [];
    const bell = await beside(world, {
      queue: {
        ...world.parts.queue,
        ring: async ({ work }) => void rung.push(work),
      },
    });
    rung.length = 0;
    const calls = world.crm.calls.length;
    expect(await bell.background()).toMatchObject({ state: 'queued' });
    expect(rung).toEqual([]);
    await bell.engine.ringDue();
    expect(rung).toEqual(['read']);
    expect(world.crm.calls).toHaveLength(calls);
    expect(await runsOf(world, 'reprocess')).toHaveLength(1);
    await world.read();
    expect(await bell.background()).toMatchObject({ state: 'done' });
  });

  it('keeps its position and counts over a stop (R-TIME-3)', async () => {
    const world = await withPeople(1_100);
    await remap(world, 'Title', 'status');
    let pages = 0;
    const stopping = await beside(world, {
      store: {
        ...world.store,
        applyPage: async (effects) => {
          pages += 1;
          if (pages === 1) await world.engine.startRead(connectionId);
          return world.store.applyPage(effects);
        },
      },
    });
    const first = await stopping.background();
    expect(first).toMatchObject({ state: 'queued', position: { crmObject: 'Person' } });
    expect(first?.position?.after).not.toBeNull();
    await world.read();
    const second = await stopping.background();
    expect(second).toMatchObject({ id: first?.id, state: 'done' });
    expect(second?.counts['Person']?.read).toBe(1_100);
    expect(await person(world, 'p1099@acme.com')).toMatchObject({ status: 'Chief' });
  });

  it('that stopped on its way begins anew for a later change (R-TIME-3)', async () => {
    const world = await withPeople(1_001);
    await remap(world, 'Title', 'status');
    const { store } = world;
    const stopping = await beside(world, {
      store: {
        ...store,
        applyPage: async (effects) => {
          await world.engine.startRead(connectionId);
          return store.applyPage(effects);
        },
      },
    });
    expect(await stopping.background()).toMatchObject({ state: 'queued' });
    await remap(world, 'Phone', 'mobilePhone');
    await toTheEnd(world);
    expect(await person(world, 'p0@acme.com')).toMatchObject({ mobilePhone: '1' });
  });

  it("that was taken over is its successor's alone (R-TIME-3)", async () => {
    const world = await withPeople(1);
    await remap(world, 'Title', 'status');
    const { store, clock } = world;
    let isAsleep = false;
    const sleeper = await beside(world, {
      store: {
        ...store,
        renewLease: async (...given) => {
          if (isAsleep) throw new Error('asleep');
          return store.renewLease(...given);
        },
        applyPage: async (effects) => {
          isAsleep = true;
          await clock.advance(31_000);
          await world.read();
          expect(await world.background()).toMatchObject({ state: 'done' });
          return store.applyPage(effects);
        },
      },
    });
    await sleeper.background();
    expect((await runsOf(world, 'reprocess')).map(({ state }) => state)).toEqual(['done']);
  });

  it('goes on after credentials were renewed (R-ERR-4)', async () => {
    const world = await withPeople(1);
    await remap(world, 'Title', 'status');
    let isRevoked = false;
    const refused = await beside(world, {
      access: {
        open: (...given) =>
          isRevoked ? Promise.reject(unauthorized) : world.crm.access.open(...given),
      },
    });
    isRevoked = true;
    await refused.background();
    expect(await world.store.getConnection(connectionId)).toMatchObject({
      state: 'needs-reconnect',
    });
    await world.engine.connect({ id: connectionId, crm: 'memory', name: 'Test' });
    await toTheEnd(world);
    expect(await person(world, 'p0@acme.com')).toMatchObject({ status: 'Chief' });
  });
});
