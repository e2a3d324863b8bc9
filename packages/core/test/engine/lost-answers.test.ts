import { describe, expect, it } from 'vitest';
import { createMemoryCrm, uniqueKeyField } from '@concord/testkit/memory-crm';
import { connectionId, createWorld } from './world.ts';

const withoutKey = (traits?: Parameters<typeof createMemoryCrm>[1]) => {
  const crm = createMemoryCrm(['Company', 'Person'], traits);
  for (const object of ['Person', 'Company']) crm.hidden.add(`${object}.${uniqueKeyField}`);
  return crm;
};

const people = (world: Awaited<ReturnType<typeof createWorld>>) => world.crm.state.all('Person');

describe('a create whose answer is lost', () => {
  it.each([
    { guarantee: 'a unique key', crm: createMemoryCrm },
    { guarantee: 'a quiet period', crm: withoutKey },
  ])('arriving late makes no second record, with $guarantee (R-DUP-1)', async ({ crm }) => {
    const world = await createWorld({ crm: crm() });
    await world.person('a@acme.com', { lastName: 'Lee' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'late' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.clock.advance(60_000);
    await world.person('b@acme.com', { lastName: 'Bee' });
    await world.write();
    world.crm.deliver();
    await world.clock.advance(61_000);
    await world.write();
    await world.clock.advance(300_000);
    await world.write();
    expect(
      people(world)
        .map((row) => String(row.fields['Email']))
        .toSorted(),
    ).toEqual(['a@acme.com', 'b@acme.com']);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('is adopted when the CRM carried it out (R-DUP-1)', async () => {
    const world = await createWorld();
    const id = await world.person('a@acme.com', { lastName: 'Lee' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-after' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.clock.advance(121_000);
    await world.write();
    expect(people(world)).toHaveLength(1);
    const [link] = await world.store.linksOf([id]);
    expect(link).toMatchObject({ crmId: people(world)[0]?.id, createdByUs: true });
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item).toMatchObject({ status: 'created', recordId: id });
  });

  it('is sent again when the CRM never heard of it', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-before' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.clock.advance(121_000);
    await world.write();
    expect(people(world)).toHaveLength(1);
  });

  it.each([
    ['with a unique key', []],
    ['without', ['Company.Key__c', 'Person.Key__c']],
  ])('is over once it was seen, %s: whoever removes it is heeded (R-DUP-1)', async (_, hidden) => {
    const world = await createWorld();
    for (const name of hidden) world.crm.hidden.add(name);
    await world.read();
    const id = await world.person('a@acme.com', { lastName: 'Lee' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-after' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.read();
    world.crm.state.remove('person', people(world)[0]!.id);
    await world.clock.advance(121_000);
    await world.read();
    await world.write();
    expect(people(world)).toHaveLength(1);
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item).toMatchObject({ status: 'created', recordId: id });
    await world.person('a@acme.com');
    await world.write();
    expect(people(world)).toHaveLength(2);
  });

  it('is over for whoever changed its record and then removed it, without a unique key (R-DUP-1)', async () => {
    const time = { now: () => 0 };
    const world = await createWorld({ crm: withoutKey({ now: () => time.now() }) });
    time.now = () => Date.parse(world.clock.now());
    await world.read();
    await world.person('a@acme.com', { lastName: 'Lee', title: 'CEO' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-after' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    const { id } = people(world)[0]!;
    world.crm.state.edit('person', id, { Title: 'CTO' });
    await world.clock.advance(2_000);
    await world.read();
    world.crm.state.remove('person', id);
    await world.clock.advance(121_000);
    await world.read();
    await world.write();
    expect(people(world)).toHaveLength(1);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('is made although its record of before was removed (R-DUP-1)', async () => {
    const time = { now: () => 0 };
    const world = await createWorld({ crm: withoutKey({ now: () => time.now() }) });
    time.now = () => Date.parse(world.clock.now());
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    world.crm.state.remove('person', people(world)[0]!.id);
    await world.read();
    await world.clock.advance(1_000);
    await world.person('a@acme.com');
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-before' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.clock.advance(121_000);
    await world.write();
    expect(people(world)).toHaveLength(2);
  });

  it('is listed as waiting, with the time of the next look (R-ERR-1)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    world.crm.fate = ({ operation }) => (operation === 'create' ? 'lost-after' : 'done');
    await world.write();
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item).toMatchObject({ status: 'waiting', reason: 'unknown-outcome' });
    expect(outcome?.item.retryAt).not.toBeNull();
  });
});

describe('an update whose answer is lost', () => {
  it('is recognised when the CRM carried it out', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.person('a@acme.com', { title: 'CEO' });
    world.crm.fate = ({ operation }) => (operation === 'guarded' ? 'lost-after' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    const changes = world.ourChanges().length;
    await world.clock.advance(121_000);
    await world.write();
    expect(world.ourChanges()).toHaveLength(changes);
    expect(world.crm.state.get(crmId)?.fields['Title']).toBe('CEO');
    const [outcome] = (await world.store.listOutcomes({ first: 1, after: null, filter: {} })).items;
    expect(outcome?.item.status).toBe('updated');
  });

  it('never brings back an older product value when it arrives late (R-OVERWRITE-3)', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', {
      Email: 'a@acme.com',
      LastName: 'Lee',
      First__c: '2025-01-01T00:00:00.000Z',
    });
    await world.read();
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'first' });
    world.crm.fate = ({ operation }) => (operation === 'update' ? 'late' : 'done');
    await world.write();
    world.crm.fate = () => 'done';
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'second' });
    await world.write();
    world.crm.deliver();
    await world.clock.advance(121_000);
    await world.write();
    await world.clock.advance(121_000);
    await world.write();
    expect(world.crm.state.get(crmId)?.fields['Play__c']).toBe('second');
  });
});
