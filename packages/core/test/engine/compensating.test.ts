import type { Fields, RemoteId } from '@concord/core/contract';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import type { CrmCall } from '@concord/testkit/memory-crm';
import { createSyncError } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { settle } from './scenario-run.ts';
import { connectionId, createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

const ada = 'ada@acme.com';

const open = (options: WorldOptions = {}) =>
  createWorld({ crm: createMemoryCrm(crmObjects, { compensates: true }), ...options });

/** A person in the CRM, and one asking to fill what is empty there. */
const withAda = async (held: Fields = {}, wanted: Fields = { title: 'CTO', workPhone: '1' }) => {
  const world = await open();
  const id = world.insert('Person', { Email: ada, LastName: 'Lee', ...held });
  await world.read();
  const recordId = await world.person(ada, wanted);
  return { world, id, recordId };
};

/** Edits in the moment of the nth call of a kind, before it takes effect; 1 for the next. */
const editDuring = (
  { world, id }: { readonly world: World; readonly id: RemoteId },
  operation: CrmCall['operation'],
  edits: readonly Fields[],
) => {
  const left = [...edits];
  const { interleave } = world.crm;
  world.crm.interleave = (call) => {
    interleave(call);
    if (call.operation !== operation || !['Person', 'Company'].includes(call.object)) return;
    const edit = left.shift();
    if (edit !== undefined) world.edit(id, edit);
  };
};

const held = ({ crm }: World, id: RemoteId) => crm.state.get(id)?.fields;

const callsOf = ({ crm }: World, object = 'Person') =>
  crm.calls.filter((call) => call.object === object).map(({ operation }) => operation);

const outcomeOf = async ({ store }: World, recordId: string) =>
  (await store.listOutcomes({ first: 1, after: null, filter: { recordId } })).items[0]?.item;

const verdictOf = async (world: World, recordId: string, name: string) =>
  (await outcomeOf(world, recordId))?.verdicts.find(({ crmField }) => crmField === name)?.verdict;

describe('an update of a CRM that refuses none', () => {
  it('gives a person back what it replaced (R-OVERWRITE-7)', async () => {
    const { world, id, recordId } = await withAda();
    editDuring({ world, id }, 'update', [{ Title: 'Typed' }]);
    await world.write();
    expect(held(world, id)).toMatchObject({ Title: 'Typed', Phone: '1' });
    expect(await outcomeOf(world, recordId)).toMatchObject({
      status: 'updated',
      written: { Phone: '1' },
      before: { Phone: null },
    });
    expect(await verdictOf(world, recordId, 'Title')).toBe('restored');
    expect(await verdictOf(world, recordId, 'Phone')).toBe('fill');
    expect(await world.store.openPlans(connectionId)).toEqual([]);
  });

  it('is not made of a record that moved on since our read (R-OVERWRITE-7)', async () => {
    const { world, id, recordId } = await withAda();
    editDuring({ world, id }, 'get', [{ Title: 'Typed' }]);
    await world.write();
    await settle(world);
    expect(world.ourChanges().filter(({ field }) => field === 'Title')).toEqual([]);
    expect(held(world, id)).toMatchObject({ Title: 'Typed', Phone: '1' });
    expect(await verdictOf(world, recordId, 'Title')).toBe('kept');
  });

  it('fills no address that somebody began meanwhile (R-OVERWRITE-5)', async () => {
    const world = await open();
    const id = world.insert('Company', { Name: 'Acme', Website: 'acme.com' });
    await world.read();
    await world.company('acme.com', { city: 'Bonn' });
    editDuring({ world, id }, 'get', [{ Street: 'Typed' }]);
    await world.write();
    await settle(world);
    expect(held(world, id)).toMatchObject({ Street: 'Typed' });
    expect(held(world, id)?.['City'] ?? null).toBeNull();
  });

  it('leaves what is typed before it is verified (R-OVERWRITE-7)', async () => {
    const { world, id } = await withAda();
    editDuring({ world, id }, 'update', [{ Title: 'Typed' }]);
    editDuring({ world, id }, 'history', [{ Title: 'Later' }]);
    await world.write();
    expect(held(world, id)).toMatchObject({ Title: 'Later' });
    expect(callsOf(world).filter((operation) => operation === 'update')).toHaveLength(1);
  });

  it('verifies what it put back (R-OVERWRITE-7)', async () => {
    const { world, id, recordId } = await withAda();
    const edits = ['First', 'Second', 'Third'].map((Title) => ({ Title }));
    editDuring({ world, id }, 'update', edits);
    await world.write();
    expect(held(world, id)).toMatchObject({ Title: 'Third', Phone: '1' });
    expect(await verdictOf(world, recordId, 'Title')).toBe('restored');
  });

  it('keeps at it where somebody types all the time (R-OVERWRITE-7)', async () => {
    const { world, id } = await withAda();
    const edits = Array.from({ length: 6 }, (_, at) => ({ Title: `Typed ${at}` }));
    editDuring({ world, id }, 'update', edits);
    await world.write();
    await settle(world);
    expect(held(world, id)).toMatchObject({ Title: 'Typed 5' });
    expect(await world.store.openPlans(connectionId)).toEqual([]);
  });

  it('does not write over a task that a person changed (R-OVERWRITE-7)', async () => {
    const { world } = await withAda();
    await world.task('t1', ada, { note: 'First' });
    await world.write();
    const task = world.crm.state.all('Task')[0]!.id;
    const recordId = await world.task('t1', ada, { note: 'Second', subject: 'Now' });
    world.crm.interleave = ({ operation, object }) => {
      if (operation === 'update' && object === 'Task') {
        world.crm.interleave = () => {};
        world.edit(task, { Note: 'Typed' });
      }
    };
    await world.write();
    expect(held(world, task)).toMatchObject({ Note: 'Typed', Subject: 'Now' });
    await world.task('t1', ada, { note: 'Third', subject: 'Later' });
    await settle(world);
    expect(held(world, task)).toMatchObject({ Note: 'Typed', Subject: 'Later' });
    expect(await verdictOf(world, recordId, 'Note')).toBe('kept');
  });

  it('costs nothing more where it touches product fields alone (R-OVERWRITE-3)', async () => {
    const { world } = await withAda({ Title: 'CTO', Phone: '1' });
    await world.write();
    await settle(world);
    const before = callsOf(world).length;
    await world.engine.syncPerson({ email: ada, fields: {} }, { play: 'Launch' });
    await world.write();
    const made = callsOf(world).slice(before);
    expect(made).toContain('update');
    expect(made).not.toContain('history');
    expect(made.filter((operation) => operation === 'get').length).toBeLessThanOrEqual(1);
  });
});

describe('a value that cannot be put back', () => {
  /** Refuses every restoring update of a person with an error, from the second update on. */
  const refuseRestores = ({ crm }: World, code: 'invalid' | 'unavailable', times: number) => {
    const object = crm.connector.objects['Person']!;
    const update = object.write!.update!;
    let count = 0;
    const call: typeof update.call = async (context, changes) => {
      count += 1;
      if (count === 1 || count > 1 + times) return update.call(context, changes);
      const retry = code === 'invalid' ? 'never' : 'later';
      const error = createSyncError('refused', { code, retry, effect: 'none' });
      return changes.map(() => ({ ok: false, error }));
    };
    return {
      ...crm.connector,
      objects: {
        ...crm.connector.objects,
        Person: {
          ...object,
          write: { ...object.write!, update: { ...update, call } },
        },
      },
    };
  };

  const refused = async (code: 'invalid' | 'unavailable', times: number) => {
    const { world, id, recordId } = await withAda();
    const parts = { connectors: [refuseRestores(world, code, times)] };
    const { crm, store, clock } = world;
    const again = await createWorld({ crm, store, clock, parts });
    editDuring({ world: again, id }, 'update', [{ Title: 'Typed' }]);
    await again.write();
    return { world: again, id, recordId };
  };

  it('is owed until the CRM takes it (R-OVERWRITE-7)', async () => {
    const { world, id } = await refused('unavailable', 5);
    expect(await world.store.openPlans(connectionId)).toHaveLength(1);
    await settle(world, 8);
    expect(held(world, id)).toMatchObject({ Title: 'Typed', Phone: '1' });
    expect(await world.store.openPlans(connectionId)).toEqual([]);
  });

  it('is shown to a person where the CRM never takes it (R-ERR-1)', async () => {
    const { world, recordId } = await refused('invalid', 100);
    await settle(world, 8);
    expect(await outcomeOf(world, recordId)).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('could not be put back') },
    });
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });
});
