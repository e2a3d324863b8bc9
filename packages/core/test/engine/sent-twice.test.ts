import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

const openWorld = async () => {
  const world = await createWorld({ crm: createMemoryCrm(['Company', 'Person', 'Task']) });
  world.crm.fate = ({ operation }) => (operation === 'create' ? 'twice' : 'done');
  return world;
};

const linkOf = async ({ store }: World, recordId: string) => (await store.linksOf([recordId]))[0];

describe('a create that something between us and the CRM sends twice', () => {
  it('makes one record, known as ours (R-DUP-1)', async () => {
    const world = await openWorld();
    const id = await world.person('ada@acme.com', { lastName: 'Ada' });
    await world.write();
    const [ada] = world.crm.state.all('Person');
    expect(world.crm.state.all('Person')).toHaveLength(1);
    expect(await linkOf(world, id)).toMatchObject({ crmId: ada?.id, createdByUs: true });
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item).toMatchObject({ status: 'created', crmId: ada?.id });
  });

  it('makes no task again that somebody removed (R-DUP-1)', async () => {
    const world = await openWorld();
    await world.person('ada@acme.com', { lastName: 'Ada' });
    await world.task('t1', 'ada@acme.com', { type: 'PHONE_CALL', status: 'COMPLETED' });
    await world.write();
    const [task] = world.crm.state.all('Task');
    world.crm.state.remove('person', task!.id);
    await world.read();
    await world.task('t1', 'ada@acme.com', { note: 'said hello' });
    await world.write();
    expect(world.crm.state.all('Task')).toHaveLength(1);
  });

  it('is refused where another record has its key by then (R-DUP-2)', async () => {
    const world = await openWorld();
    const id = await world.person('ada@acme.com', { lastName: 'Ada' });
    world.crm.fate = () => 'done';
    world.crm.interleave = ({ operation }) => {
      if (operation !== 'create') return;
      world.insert('Person', { Email: 'eve@acme.com', LastName: 'Eve', Key__c: id });
    };
    await world.write();
    const link = await linkOf(world, id);
    expect(link?.createdByUs ?? false).toBe(false);
  });
});
