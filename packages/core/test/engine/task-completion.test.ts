import type { Connection } from '@concord/core/platform';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

const ada = 'ada@acme.com';
const { signal } = new AbortController();

const call = { type: 'PHONE_CALL' };

const taskId = (crm: World['crm'], subject: string) =>
  crm.state.all('Task').find(({ fields }) => fields['Subject'] === subject)!.id;

const status = async ({ store }: World, id: string) =>
  (await store.findRecord('task', id))?.fields['status'];

/** Stores each page only after what can be planned meanwhile was planned. */
const storeLate = ({ store }: World) => {
  const { applyPage } = store;
  Object.assign(store, {
    applyPage: async (effects: Parameters<typeof applyPage>[0]) => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      return applyPage(effects);
    },
  });
};

const withCalls = async () => {
  const world = await createWorld({ crm: createMemoryCrm(crmObjects) });
  const PersonId = world.insert('Person', { Email: ada, LastName: 'Lee' });
  await world.read();
  await world.task('t1', ada, call);
  await world.task('t2', ada, call);
  await world.write();
  await world.read();
  const dial = () => world.insert('Task', { Kind: 'call', Status: 'Done', PersonId });
  return { world, dial };
};

describe('completed tasks', () => {
  it('that a dialer made complete none of two open calls (R-TASK-6)', async () => {
    const { world, dial } = await withCalls();
    dial();
    await world.read();
    expect([await status(world, 't1'), await status(world, 't2')]).toEqual(['READY', 'READY']);
  });

  it('complete in the order they are read, over pages as well (R-TASK-5, R-TASK-6)', async () => {
    const { world, dial } = await withCalls();
    world.edit(taskId(world.crm, 'Do t1'), { Status: 'Done' });
    // As many others as fill the page, so that the call is on the next one.
    for (let n = 0; n < 49; n += 1) world.insert('Task', { Subject: `Other ${n}` });
    dial();
    storeLate(world);
    await world.read();
    expect([await status(world, 't1'), await status(world, 't2')]).toEqual([
      'COMPLETED',
      'COMPLETED',
    ]);
  });

  it('complete one task once, however many calls there were (R-TASK-6)', async () => {
    const { world, dial } = await withCalls();
    await world.task('t2', ada, { status: 'COMPLETED' });
    await world.write();
    for (let n = 0; n < 60; n += 1) dial();
    await world.read();
    await world.read();
    await world.write();
    expect(await status(world, 't1')).toBe('COMPLETED');
    expect(world.crm.state.get(taskId(world.crm, 'Do t1'))?.fields['Status']).toBe('Done');
  });

  it('are told to another connection that writes in that moment (R-TASK-5)', async () => {
    const here = createMemoryCrm(crmObjects);
    const there = createMemoryCrm(crmObjects);
    const connector = { ...there.connector, id: 'other' };
    const open = (connection: Connection, stop: AbortSignal) =>
      (connection.crm === 'other' ? there : here).access.open(connection, stop);
    const parts = { connectors: [here.connector, connector], access: { open } };
    const world = await createWorld({ crm: here, parts });
    await world.engine.connect({ id: 'c2', crm: 'other', name: 'Other' });
    await world.engine.setSwitches('c2', { reading: true, writing: true });
    for (const crm of [here, there]) {
      crm.state.insert('person', 'Person', { Email: ada, LastName: 'Lee' });
    }
    await world.read();
    await world.engine.runRead('c2', signal);
    await world.task('t1', ada, call);
    await world.write();
    await world.engine.runWrite('c2', signal);
    world.edit(taskId(here, 'Do t1'), { Status: 'Done' });
    const { applyPage } = world.store;
    // The other connection's worker acts on what it was told before the page is stored.
    Object.assign(world.store, {
      applyPage: async (effects: Parameters<typeof applyPage>[0]) => {
        await world.engine.runWrite('c2', signal);
        return applyPage(effects);
      },
    });
    await world.read();
    await world.engine.runWrite('c2', signal);
    expect(await status(world, 't1')).toBe('COMPLETED');
    expect(there.state.get(taskId(there, 'Do t1'))?.fields['Status']).toBe('Done');
  });
});
