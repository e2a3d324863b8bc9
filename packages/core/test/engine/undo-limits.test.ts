import type { Fields, Write } from '@concord/core/contract';
import type { Outcome, Plan } from '@concord/core/ports';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { toChange } from '../../src/engine/to-change.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/** A CRM whose writing is otherwise in some way. */
const crmWith = (change: (write: Write) => Write) => {
  const crm = createMemoryCrm(crmObjects);
  const objects = Object.entries(crm.connector.objects).map(
    ([name, object]) =>
      [name, object.write ? { ...object, write: change(object.write) } : object] as const,
  );
  const connector = { ...crm.connector, objects: Object.fromEntries(objects) };
  return Object.assign(crm, { connector });
};

const written = async ({ store }: World): Promise<Outcome[]> => {
  const filter = { statuses: ['created', 'updated'] } as const;
  const { items } = await store.listOutcomes({ first: 100, after: null, filter });
  return items.map(({ item }) => item);
};

/** Undoes all that was written, or what is named of it; answers what became of it. */
const undone = async (world: World, of?: (one: Outcome) => boolean): Promise<Outcome[]> => {
  const outcomeIds = (await written(world)).filter((one) => of?.(one) ?? true).map(({ id }) => id);
  const answer = await world.engine.undo({ outcomeIds });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  await world.write();
  return world.store.getOutcomes(answer.value.outcomeIds);
};

const withPerson = async (change: (write: Write) => Write) => {
  const world = await createWorld({ crm: crmWith(change) });
  await world.person('a@acme.com', { lastName: 'Lee' });
  await world.write();
  return world;
};

const live = ({ crm }: World) => crm.state.all('Person').filter(({ removed }) => !removed);

describe('a record that we created', () => {
  it.each<[string, (write: Write) => Write]>([
    ['removals', ({ remove: _remove, ...write }) => write],
    ['whether it was touched', ({ touched: _touched, ...write }) => write],
  ])('stays where the CRM has no way to tell of %s', async (_name, change) => {
    const world = await withPerson(change);
    expect(await undone(world)).toMatchObject([{ status: 'skipped', reason: 'not-undoable' }]);
    expect(live(world)).toHaveLength(1);
  });

  it('stays where the CRM says nothing of it', async () => {
    const world = await withPerson((write) => ({ ...write, touched: async () => [] }));
    expect(await undone(world)).toMatchObject([{ status: 'skipped', reason: 'touched-since' }]);
    expect(live(world)).toHaveLength(1);
  });

  it('is not waited for where others of it are to be written, and not undone', async () => {
    const world = await createWorld({ crm: createMemoryCrm(crmObjects) });
    await world.person('a@acme.com', { lastName: 'Lee' }, { domain: 'acme.com' });
    await world.write();
    await world.person('a@acme.com', { title: 'CEO' });
    const company = ({ object }: Outcome) => object === 'company';
    const outcomeIds = (await written(world)).filter(company).map(({ id }) => id);
    await world.engine.undo({ outcomeIds });
    const record = await world.store.findRecord('company', 'acme.com');
    expect(await world.engine.explain('c1', record?.id ?? '')).toMatchObject({
      value: { action: 'skip', reason: 'touched-since' },
    });
  });
});

describe('a field that we filled', () => {
  const withAda = async (change: (write: Write) => Write, fields: Fields) => {
    const world = await createWorld({ crm: crmWith(change) });
    const id = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.read();
    await world.person('a@acme.com', fields);
    await world.write();
    return { ...world, id, held: () => world.crm.state.get(id)?.fields ?? {} };
  };

  it('stays filled where the CRM lets nobody empty it', async () => {
    const world = await withAda(
      (write) => ({
        ...write,
        ...(write.update && { update: { ...write.update, keeps: ['Title'] } }),
      }),
      { title: 'CEO', firstName: 'Ada' },
    );
    const [outcome] = await undone(world);
    expect(world.held()).toMatchObject({ Title: 'CEO', FirstName: null });
    expect(outcome?.verdicts).toContainEqual(
      expect.objectContaining({ crmField: 'Title', verdict: 'not-writable' }),
    );
  });

  it('is given back once an edit in that second would show (R-OVERWRITE-7)', async () => {
    let doubts = 0;
    const world = await withAda(
      (write) => ({
        ...write,
        get: async (context, request) =>
          (await write.get(context, request)).map((one) =>
            one && doubts > 0 ? { ...one, revision: null } : one,
          ),
        // A plain update would not notice the edit.
        ...(write.update && {
          update: {
            ...write.update,
            call: async (context, changes) => {
              if (doubts > 0) throw new Error('an update without a guard');
              return write.update?.call(context, changes) ?? [];
            },
          },
        }),
      }),
      { title: 'CEO' },
    );
    doubts = 1;
    expect(await undone(world)).toEqual([]);
    expect(world.held()).toMatchObject({ Title: 'CEO' });
    doubts = 0;
    await world.clock.advance(5_000);
    await world.write();
    expect(world.held()).toMatchObject({ Title: null });
  });

  it('goes back with its whole address, or stays with it (R-OVERWRITE-5)', async () => {
    const world = await createWorld();
    const id = world.insert('Company', { Name: 'Acme', Website: 'acme.com' });
    await world.read();
    await world.company('acme.com', { street: '1 Road', city: 'Bonn', phone: '1' });
    await world.write();
    world.edit(id, { City: 'Typed' });
    await undone(world);
    expect(world.crm.state.get(id)?.fields).toMatchObject({
      Street: '1 Road',
      City: 'Typed',
      Phone: null,
    });
  });

  it('goes back in the record it was written to, which nothing is linked to by that', async () => {
    const world = await createWorld();
    const person = { Email: 'a@acme.com', LastName: 'Lee' };
    const first = world.insert('Person', person);
    await world.read();
    const id = await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    const outcomeIds = (await written(world)).map((one) => one.id);
    const second = world.insert('Person', { ...person, LastName: 'Lee, too' });
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    const linked = async () => (await world.store.linksOf([id])).map(({ crmId }) => crmId);
    expect(await linked()).toEqual([second]);
    await undone(world, (one) => outcomeIds.includes(one.id));
    expect(world.crm.state.get(first)?.fields['Title']).toBeNull();
    expect(world.crm.state.get(second)?.fields['Title']).toBe('CEO');
    expect(await linked()).toEqual([second]);
  });
});

describe('an undo that there is nothing to do for', () => {
  const twice = async () => {
    const world = await createWorld();
    const person = { Email: 'a@acme.com', LastName: 'Lee' };
    const first = world.insert('Person', person);
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    const second = world.insert('Person', { ...person, LastName: 'Lee, too' });
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    return { ...world, first, second };
  };

  it('goes on with what else was asked for', async () => {
    const world = await twice();
    world.crm.state.remove('person', world.second);
    const ends = await undone(world);
    // Of what was left alone nothing is told once something was done about the record.
    expect(ends.map(({ crmId, status }) => [crmId, status])).toEqual([[world.first, 'updated']]);
    expect(world.crm.state.get(world.first)?.fields['Title']).toBeNull();
  });

  it('lets a write follow that was asked for after it', async () => {
    for (const getOutcomes of [null, async () => []]) {
      const world = await twice();
      const outcomeIds = (await written(world)).map(({ id }) => id);
      await world.engine.undo({ outcomeIds });
      for (const id of [world.first, world.second]) world.crm.state.remove('person', id);
      await world.read();
      await world.person('a@acme.com', { lastName: 'New' });
      if (getOutcomes !== null) Object.assign(world.store, { getOutcomes });
      await world.write();
      expect(live(world).map(({ fields }) => fields['LastName'])).toEqual(['New']);
    }
  });
});

describe('toChange', () => {
  it('clears a field in an undo alone (R-OVERWRITE-5)', () => {
    const plan = { crmId: 'p1', fields: { Title: null, Phone: '1' } };
    expect(toChange(plan as unknown as Plan)).not.toHaveProperty('clears');
    expect(toChange({ ...plan, undoes: ['o1'] } as unknown as Plan)).toEqual({
      id: 'p1',
      fields: { Phone: '1' },
      clears: ['Title'],
    });
  });
});
