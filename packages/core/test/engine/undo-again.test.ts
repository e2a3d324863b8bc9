import { createEngine } from '@concord/core/engine';
import type { UndoInput } from '@concord/core/engine';
import type { Outcome } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

const outcomes = async ({ store }: World): Promise<Outcome[]> => {
  const { items } = await store.listOutcomes({ first: 100, after: null, filter: {} });
  return items.map(({ item }) => item);
};

const ask = async ({ engine }: Pick<World, 'engine'>, input: UndoInput) => {
  const answer = await engine.undo(input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

/** A person whom we made, and the outcome that says so. */
const openCreated = async () => {
  const world = await createWorld();
  await world.person('a@acme.com', { lastName: 'Lee' });
  await world.write();
  const [created] = await outcomes(world);
  if (created?.status !== 'created') throw new Error('nobody was created');
  return { ...world, created };
};

/** A contact of a person's own, whose title we filled. */
const openFilled = async () => {
  const world = await createWorld();
  const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
  await world.read();
  await world.person('a@acme.com', { title: 'CEO' });
  await world.write();
  const [filled] = await outcomes(world);
  if (filled?.status !== 'updated') throw new Error('nothing was filled');
  return { ...world, filled, title: () => world.crm.state.get(crmId)?.fields['Title'] };
};

describe('an undo of what is undone', () => {
  it('is refused with the outcome that undid it, and records nothing', async () => {
    const world = await openCreated();
    const [id, runId] = [world.created.id, world.created.runId ?? ''];
    const { outcomeIds } = await ask(world, { runId });
    await world.write();
    const before = await outcomes(world);
    expect(before.map(({ status }) => status).toSorted()).toEqual(['created', 'removed']);
    for (const input of [{ runId }, { outcomeIds: [id] }]) {
      const [undoneBy] = outcomeIds;
      expect(await ask(world, input)).toEqual({
        outcomeIds: [],
        notUndone: [{ outcomeId: id, reason: 'It is undone already.', undoneBy }],
        next: null,
      });
      await world.write();
    }
    expect(await outcomes(world)).toEqual(before);
  });

  it('is refused while the first is under way', async () => {
    const world = await openCreated();
    const input = { outcomeIds: [world.created.id] };
    const { outcomeIds } = await ask(world, input);
    const [undoneBy] = outcomeIds;
    expect(await ask(world, input)).toEqual({
      outcomeIds: [],
      notUndone: [{ outcomeId: world.created.id, reason: 'It is being undone already.', undoneBy }],
      next: null,
    });
    await world.write();
    expect((await outcomes(world)).map(({ status }) => status)).toContain('removed');
  });

  it('is refused for a record that the undo of another outcome removed', async () => {
    const world = await openCreated();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    const filled = (await outcomes(world)).find(({ status }) => status === 'updated');
    const all = [world.created.id, filled?.id ?? ''];
    const { outcomeIds } = await ask(world, { outcomeIds: [all[0] ?? ''] });
    await world.write();
    const [gone] = await world.store.getOutcomes(outcomeIds);
    if (gone?.status !== 'removed') throw new Error('it was not removed');
    const { notUndone } = await ask(world, { outcomeIds: [all[1] ?? ''] });
    expect(notUndone).toMatchObject([
      { reason: 'We removed its record since.', undoneBy: gone.id },
    ]);
  });

  it('does nothing where the first was faster than its asking', async () => {
    const world = await openCreated();
    const input = { outcomeIds: [world.created.id] };
    const slow = createEngine({
      ...world.parts,
      store: {
        ...world.store,
        saveAndRequest: async (...asked) => {
          await ask(world, input);
          await world.write();
          return world.store.saveAndRequest(...asked);
        },
      },
    });
    await ask({ engine: slow }, input);
    const before = await outcomes(world);
    await world.write();
    expect(await outcomes(world)).toEqual(before);
    expect(before.map(({ status }) => status).toSorted()).toEqual(['created', 'removed']);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });
});

describe('an undo of an undo', () => {
  it('lets what it gave back be undone again', async () => {
    const world = await openFilled();
    const inputOf = (ids: readonly string[]) => ({ outcomeIds: ids });
    const first = await ask(world, inputOf([world.filled.id]));
    await world.write();
    expect(world.title()).toBeNull();
    await ask(world, inputOf(first.outcomeIds));
    await world.write();
    expect(world.title()).toBe('CEO');
    const { notUndone } = await ask(world, inputOf([world.filled.id]));
    expect(notUndone).toEqual([]);
    await world.write();
    expect(world.title()).toBeNull();
  });

  it('goes back behind what it undid, where that is asked for with it', async () => {
    const world = await openFilled();
    const { outcomeIds } = await ask(world, { outcomeIds: [world.filled.id] });
    await world.write();
    const both = await ask(world, { outcomeIds: [world.filled.id, ...outcomeIds] });
    expect(both.notUndone).toEqual([]);
    await world.write();
    expect(world.title()).toBeNull();
  });
});
